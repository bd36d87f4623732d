using EmotionKit.Sequences;
using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>What padding a column of sequences may hold.</summary>
internal sealed record FramePadding(float Value, SequenceSide Side)
{
    public static FramePadding? Of(DataViewSchema.Column column) =>
        ColumnAnnotations.Find<float>(column, ColumnAnnotations.PaddingValue) is { } value
        && ColumnAnnotations.Find<ReadOnlyMemory<char>>(column, ColumnAnnotations.PaddingSide) is { } side
            ? new FramePadding(value, side.Span.SequenceEqual(nameof(SequenceSide.Start)) ? SequenceSide.Start : SequenceSide.End)
            : null;
}
