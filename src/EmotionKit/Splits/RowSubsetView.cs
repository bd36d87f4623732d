using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Splits;

/// <summary>The rows of a source that belong to one part of a split.</summary>
/// <param name="source">The rows.</param>
/// <param name="partOfRow">A part per row of the source; shared by all views of one split.</param>
/// <param name="part">The part meant.</param>
/// <param name="complement">Whether the rows of all other parts are meant.</param>
internal sealed class RowSubsetView(IDataView source, int[] partOfRow, int part, bool complement) : FilteredView(source)
{
    public override long? GetRowCount()
    {
        long count = 0;
        foreach (int p in partOfRow)
            count += (p == part) != complement ? 1 : 0;
        return count;
    }

    protected override bool Keeps(long row) => row < partOfRow.Length
        ? (partOfRow[row] == part) != complement
        : throw Changed("more");

    protected override void Ended(long rows)
    {
        if (rows < partOfRow.Length)
            throw Changed($"{rows} rows, fewer");
    }

    // Its rows are not those that were placed: a speaker may already have come out on the wrong side.
    private InvalidOperationException Changed(string now) =>
        new($"The data now has {now} than the {partOfRow.Length} rows that were split: split data that gives the same rows every time.");
}
