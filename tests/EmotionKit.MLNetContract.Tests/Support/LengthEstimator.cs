using Microsoft.ML;

namespace EmotionKit.MLNetContract.Tests.Support;

/// <summary>A third-party estimator, on the public API alone.</summary>
internal sealed class LengthEstimator(string input, string output) : IEstimator<LengthTransformer>
{
    public int Fits { get; private set; }

    public LengthTransformer Fit(IDataView data)
    {
        Fits++;
        return new LengthTransformer(input, output);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        if (inputSchema.All(c => c.Name != input))
        {
            throw new ArgumentOutOfRangeException(nameof(inputSchema), $"There is no column '{input}'.");
        }

        var builder = new DataViewSchema.Builder();
        builder.AddColumn(output, Microsoft.ML.Data.NumberDataViewType.Single);
        return new SchemaShape(inputSchema.Where(c => c.Name != output).Concat(ShapeCapture.Of(builder.ToSchema())));
    }
}
