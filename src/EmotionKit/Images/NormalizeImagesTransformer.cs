using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Sequences;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Images;

/// <summary>Brings pixels to a range that networks learn from; see <c>ml.Transforms.NormalizeImages</c>.</summary>
public sealed class NormalizeImagesTransformer : ColumnTransformer
{
    internal const string Name = "NormalizeImages";

    private const string MeanEntry = "mean.npy";
    private const string DeviationEntry = "deviation.npy";

    private readonly FrameScaler _scaler;

    internal NormalizeImagesTransformer(string outputColumnName, string inputColumnName, FrameScaler scaler)
        : base(outputColumnName, inputColumnName)
    {
        _scaler = scaler;
    }

    internal NormalizeImagesTransformer(ComponentReader reader)
        : base(reader)
    {
        _scaler = new FrameScaler(reader.Array(MeanEntry, -1).ToSingles(), reader.Array(DeviationEntry, -1).ToSingles());
    }

    /// <summary>What is taken off the values of each channel.</summary>
    public ReadOnlySpan<float> Mean => _scaler.Mean;

    /// <summary>What they are divided by then.</summary>
    public ReadOnlySpan<float> Deviation => _scaler.Deviation;

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.KnownSingleVector;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Array(MeanEntry, _scaler.Mean);
        writer.Array(DeviationEntry, _scaler.Deviation);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        int channels = ImageShape.Of(input, ComponentName).Channels;
        if (channels != _scaler.Width)
            throw new ArgumentException($"{ComponentName}: column '{input.Name}': expected {_scaler.Width} channels, as in the data fitted on, got {channels}.");
        return (new MappedColumn(OutputColumnName, input.Type), () => new Kernel(_scaler));
    }

    private sealed class Kernel(FrameScaler scaler) : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells) =>
            scaler.Apply(input, Vectors.Resize(ref output, input.Length));
    }
}
