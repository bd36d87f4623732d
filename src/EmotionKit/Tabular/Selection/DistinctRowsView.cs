using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Tabular;

/// <summary>The rows of a source without copies of earlier ones.</summary>
internal sealed class DistinctRowsView : FilteredView
{
    private const string Component = "RemoveDuplicates";

    private readonly bool[] _isCopy;

    private DistinctRowsView(IDataView source, bool[] isCopy)
        : base(source) => _isCopy = isCopy;

    public static DistinctRowsView Create(IDataView source, IReadOnlyList<string> columns) =>
        new(source, DuplicateRows.Find(TableReader.Read(source, columns, Component)));

    public override long? GetRowCount() => _isCopy.Count(copy => !copy);

    protected override bool Keeps(long row) => row < _isCopy.Length
        ? !_isCopy[row]
        : throw new InvalidOperationException($"The data now has more than the {_isCopy.Length} rows that were compared: use data that gives the same rows every time.");
}
