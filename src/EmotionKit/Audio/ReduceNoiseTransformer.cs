using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Audio;

/// <summary>Takes stationary noise away; see <c>ml.Transforms.ReduceNoise</c>.</summary>
public sealed class ReduceNoiseTransformer : SampledColumnTransformer
{
    internal const string Name = "ReduceNoise";

    private readonly NoiseReductionOptions _options;

    internal ReduceNoiseTransformer(string outputColumnName, string? inputColumnName, NoiseReductionOptions options, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        _options = options;
        _options.Validate();
    }

    internal ReduceNoiseTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<NoiseReductionOptions>();
        _options.Validate();
    }

    internal override string ComponentName => Name;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(_options);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        int rate = RateOf(input);
        var gate = new SpectralGate(_options, rate);
        var type = (VectorDataViewType)input.Type;
        VectorDataViewType output = type.IsKnownSize ? Vectors.Known(type.Size) : Vectors.Variable;
        return (new MappedColumn(OutputColumnName, output, ColumnAnnotations.OfAudio(rate)), () => new Kernel(gate));
    }

    private sealed class Kernel(SpectralGate gate) : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells) =>
            gate.Reduce(input, Vectors.Resize(ref output, input.Length));
    }
}
