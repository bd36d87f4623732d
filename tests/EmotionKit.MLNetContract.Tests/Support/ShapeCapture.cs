using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests.Support;

/// <summary>
/// Receives the exact shape of data: a chain asks its estimators for their promises when it is fitted.
/// </summary>
internal sealed class ShapeCapture : IEstimator<ITransformer>
{
    public SchemaShape? Shape { get; private set; }

    public static SchemaShape Of(DataViewSchema schema)
    {
        var capture = new ShapeCapture();
        new EstimatorChain<ITransformer>().Append(capture).Fit(new EmptyView(schema));
        return capture.Shape!;
    }

    public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Shape = inputSchema;
        return inputSchema;
    }
}
