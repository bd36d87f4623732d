namespace Microsoft.ML.Data;

/// <summary>A view without its first rows, or of a number of rows.</summary>
internal sealed class SkipTakeView : IDataView
{
    private readonly IDataView _source;
    private readonly long _skip;
    private readonly long _take;

    public SkipTakeView(IDataView source, long skip, long take)
    {
        _source = source;
        _skip = skip;
        _take = take;
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() =>
        _source.GetRowCount() is { } rows ? Math.Min(Math.Max(0, rows - _skip), _take) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = new ColumnSelection(Schema, columnsNeeded);
        DataViewRowCursor source = _source.GetRowCursor(columns.Columns);
        long skip = _skip;
        long take = _take;
        return new LinkedCursor(source, columns, () =>
        {
            for (; skip > 0; skip--)
            {
                if (!source.MoveNext())
                {
                    return false;
                }
            }

            return take-- > 0 && source.MoveNext();
        });
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
