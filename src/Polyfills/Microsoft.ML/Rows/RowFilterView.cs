namespace Microsoft.ML.Data;

/// <summary>Those rows of a view that pass a test of some of their columns.</summary>
internal sealed class RowFilterView : IDataView
{
    private readonly IDataView _source;
    private readonly DataViewSchema.Column[] _tested;
    private readonly Func<DataViewRow, Func<bool>> _bind;

    /// <param name="source">The rows.</param>
    /// <param name="tested">The columns that are tested.</param>
    /// <param name="bind">Makes the test of the present values of a row.</param>
    public RowFilterView(IDataView source, DataViewSchema.Column[] tested, Func<DataViewRow, Func<bool>> bind)
    {
        _source = source;
        _tested = tested;
        _bind = bind;
    }

    public bool CanShuffle => _source.CanShuffle;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = new ColumnSelection(Schema, columnsNeeded);
        return Wrap(_source.GetRowCursor(SourceColumns(columns), rand), columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var columns = new ColumnSelection(Schema, columnsNeeded);
        return Array.ConvertAll(_source.GetRowCursorSet(SourceColumns(columns), n, rand), cursor => Wrap(cursor, columns));
    }

    private IEnumerable<DataViewSchema.Column> SourceColumns(ColumnSelection columns) =>
        columns.Columns.UnionBy(_tested, c => c.Index).ToArray();

    private DataViewRowCursor Wrap(DataViewRowCursor source, ColumnSelection columns)
    {
        Func<bool> test = _bind(source);
        return new LinkedCursor(source, columns, () =>
        {
            while (source.MoveNext())
            {
                if (test())
                {
                    return true;
                }
            }

            return false;
        });
    }
}
