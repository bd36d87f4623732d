using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Sequences;

/// <summary>Brings sequences to one length; see <c>ml.Transforms.PadSequence</c>.</summary>
public sealed class PadSequenceTransformer : ColumnTransformer
{
    internal const string Name = "PadSequence";

    internal PadSequenceTransformer(string outputColumnName, string? inputColumnName, PadSequenceOptions options)
        : base(outputColumnName, inputColumnName)
    {
        Options = options;
        Options.Validate();
    }

    internal PadSequenceTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<PadSequenceOptions>();
        Options.Validate();
    }

    /// <summary>The length, and which side is cut or filled.</summary>
    public PadSequenceOptions Options { get; }

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.SingleVector;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        FrameLayout layout = FrameLayout.Of(input, ComponentName);
        if ((long)Options.Frames * layout.Width > Array.MaxLength)
            throw new ArgumentException($"{ComponentName}: {Options.Frames} frames of {layout.Width} coefficients are more than a vector can hold.");
        FrameLayout padded = layout with { Frames = Options.Frames, Padding = new FramePadding(Options.Value, Options.Padding) };
        return (new MappedColumn(OutputColumnName, padded.Type, padded.Annotations), () => new Kernel(layout, Options));
    }

    private sealed class Kernel(FrameLayout layout, PadSequenceOptions options) : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
        {
            _ = layout.Count(input.Length);
            Span<float> padded = Vectors.Resize(ref output, options.Frames * layout.Width);
            SequencePadder.Pad(layout.Content(input), layout.Width, options, padded);
        }
    }
}
