using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Sequences;

/// <summary>Brings every coefficient to mean 0 and standard deviation 1; see <c>ml.Transforms.StandardizeFrames</c>.</summary>
public sealed class StandardizeFramesTransformer : ColumnTransformer
{
    internal const string Name = "StandardizeFrames";

    private const string MeanEntry = "mean.npy";
    private const string DeviationEntry = "deviation.npy";

    private readonly FrameScaler _scaler;

    internal StandardizeFramesTransformer(string outputColumnName, string inputColumnName, FrameScaler scaler)
        : base(outputColumnName, inputColumnName)
    {
        _scaler = scaler;
    }

    internal StandardizeFramesTransformer(ComponentReader reader)
        : base(reader)
    {
        _scaler = new FrameScaler(reader.Array(MeanEntry, -1).ToSingles(), reader.Array(DeviationEntry, -1).ToSingles());
    }

    /// <summary>The mean of each coefficient that was learned.</summary>
    public ReadOnlySpan<float> Mean => _scaler.Mean;

    /// <summary>The standard deviation of each coefficient that was learned.</summary>
    public ReadOnlySpan<float> Deviation => _scaler.Deviation;

    internal override string ComponentName => Name;

    internal override TypeRule InputRule => TypeRule.SingleVector;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Array(MeanEntry, _scaler.Mean);
        writer.Array(DeviationEntry, _scaler.Deviation);
    }

    /// <summary>A vector that is no sequence, such as pooled features, is one frame.</summary>
    internal static FrameLayout LayoutOf(DataViewSchema.Column column) =>
        column.Type is VectorDataViewType { IsKnownSize: true, Dimensions.Length: 1 } type
        && column.Annotations.Schema.GetColumnOrNull(ColumnAnnotations.FrameWidth) is null
            ? new FrameLayout(1, type.Size, Names: null, Padding: null)
            : FrameLayout.Of(column, Name);

    internal static DataViewSchema.Annotations? Promise(SchemaShape.Column input) =>
        ColumnAnnotations.Has(input, ColumnAnnotations.SlotNames) ? ColumnAnnotations.OfSlots([""])
        : ColumnAnnotations.Has(input, ColumnAnnotations.FrameWidth) ? ColumnAnnotations.PromiseFrames(input)
        : null;

    private protected override (MappedColumn Output, Func<RowKernel> CreateKernel) Map(DataViewSchema.Column input)
    {
        FrameLayout layout = LayoutOf(input);
        if (layout.Width != _scaler.Width)
        {
            throw new ArgumentException(
                $"{ComponentName}: column '{input.Name}': expected {_scaler.Width} coefficients per frame, as in the data fitted on, got {layout.Width}.");
        }
        return (new MappedColumn(OutputColumnName, input.Type, AnnotationsOf(input, layout)), () => new Kernel(layout, _scaler));
    }

    private static DataViewSchema.Annotations? AnnotationsOf(DataViewSchema.Column input, FrameLayout layout)
    {
        if (ColumnAnnotations.FindNames(input, ColumnAnnotations.SlotNames) is { } slots)
            return ColumnAnnotations.OfSlots(slots);
        if (input.Annotations.Schema.GetColumnOrNull(ColumnAnnotations.FrameWidth) is null)
            return null;
        return (layout with { Padding = layout.Padding is { } padding ? padding with { Value = 0 } : null }).Annotations;
    }

    private sealed class Kernel(FrameLayout layout, FrameScaler scaler) : VectorKernel
    {
        protected override void Map(ReadOnlySpan<float> input, ref VBuffer<float> output, in RowCells cells)
        {
            _ = layout.Count(input.Length);
            Span<float> scaled = Vectors.Resize(ref output, input.Length);
            if (layout.Padding is not { } padding)
            {
                scaler.Apply(input, scaled);
                return;
            }
            Range content = SequencePadder.Content(input, layout.Width, padding.Side, padding.Value);
            scaled.Clear();
            scaler.Apply(input[content], scaled[content]);
        }
    }
}
