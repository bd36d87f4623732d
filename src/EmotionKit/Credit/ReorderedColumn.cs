using EmotionKit.Rows;

namespace EmotionKit.Credit;

/// <summary>A column whose values come from other rows.</summary>
/// <param name="source">The column.</param>
/// <param name="sourceOfRow">For each row the row that its value is from.</param>
internal sealed class ReorderedColumn(MemoryColumn source, int[] sourceOfRow) : MemoryColumn(source.Name, source.Type, source.Annotations)
{
    public override Delegate CreateGetter(Func<int> row) => source.CreateGetter(() => sourceOfRow[row()]);
}
