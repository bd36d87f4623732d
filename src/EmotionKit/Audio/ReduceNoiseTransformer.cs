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

    internal ReduceNoiseTransformer(string outputColumnName, string? inputColumnName, NoiseReductionOptions options, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        Options = options;
        Options.Validate();
    }

    internal ReduceNoiseTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<NoiseReductionOptions>();
        Options.Validate();
    }

    /// <summary>What counts as noise, and how much of it goes.</summary>
    public NoiseReductionOptions Options { get; }

    internal override string ComponentName => Name;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        int rate = RateOf(input);
        var gate = new SpectralGate(Options, rate);
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
