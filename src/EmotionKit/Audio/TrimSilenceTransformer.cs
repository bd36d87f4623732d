using EmotionKit.Bundles;
using EmotionKit.Rows;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Audio;

/// <summary>Cuts silence off both ends of clips; see <c>ml.Transforms.TrimSilence</c>.</summary>
public sealed class TrimSilenceTransformer : ColumnTransformer
{
    internal const string Name = "TrimSilence";

    internal TrimSilenceTransformer(string outputColumnName, string? inputColumnName, TrimOptions options)
        : base(outputColumnName, inputColumnName)
    {
        Options = options;
        Options.Validate();
    }

    internal TrimSilenceTransformer(ComponentReader reader)
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
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
        {
            (int start, int end) = Silence.Trim(input, options);
            input[start..end].CopyTo(Vectors.Resize(ref output, end - start));
        }
    }
}
