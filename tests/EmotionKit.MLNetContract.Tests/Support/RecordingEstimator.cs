using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests.Support;

/// <summary>Changes nothing, and counts how often it is fitted and on how many rows.</summary>
internal sealed class RecordingEstimator : IEstimator<ITransformer>
{
    public int Fits { get; private set; }

    public IDataView? Input { get; private set; }

    public ITransformer Fit(IDataView input)
    {
        Fits++;
        Input = input;
        return new TransformerChain<ITransformer>();
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
}
