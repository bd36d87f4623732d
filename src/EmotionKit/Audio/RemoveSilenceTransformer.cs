using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Audio;

/// <summary>Cuts silence out of clips, at the ends and within; see <c>ml.Transforms.RemoveSilence</c>.</summary>
public sealed class RemoveSilenceTransformer : ColumnTransformer
{
    internal const string Name = "RemoveSilence";

    internal RemoveSilenceTransformer(string outputColumnName, string? inputColumnName, TrimOptions options)
        : base(outputColumnName, inputColumnName)
    {
        Options = options;
        Options.Validate();
    }

    internal RemoveSilenceTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<TrimOptions>();
        Options.Validate();
    }

    /// <summary>What counts as silence.</summary>
    public TrimOptions Options { get; }

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.SingleVector;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input) =>
        (new MappedColumn(OutputColumnName, Vectors.Variable, ColumnAnnotations.KeepAudio(input)), () => new Kernel(Options));

    private sealed class Kernel(TrimOptions options) : VectorKernel
    {
        private float[] _loud = [];

        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
        {
            if (_loud.Length < input.Length)
                _loud = new float[input.Length];
            int count = Silence.RemoveSilence(input, _loud, options);
            _loud.AsSpan(0, count).CopyTo(Vectors.Resize(ref output, count));
        }
    }
}
