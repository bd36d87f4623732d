namespace Microsoft.ML.Data;

/// <summary>Base of the cursors that make rows: it counts positions, and rows are numbered by them.</summary>
internal abstract class RootCursor : DataViewRowCursor
{
    private long _position = -1;
    private bool _done;

    protected RootCursor(ColumnSelection columns)
    {
        Columns = columns;
    }

    public sealed override long Position => _position;

    public override long Batch => 0;

    public sealed override DataViewSchema Schema => Columns.Schema;

    protected ColumnSelection Columns { get; }

    public sealed override bool MoveNext()
    {
        if (_done)
        {
            return false;
        }

        if (MoveNextCore())
        {
            _position++;
            return true;
        }

        _done = true;
        _position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        CheckPosition();
        id = new DataViewRowId((ulong)_position, 0);
    };

    public sealed override bool IsColumnActive(DataViewSchema.Column column) => Columns.IsActive(column);

    protected void CheckPosition() =>
        Contracts.Check(_position >= 0, "Values cannot be fetched at this time: the cursor is before the first or after the last row.");

    protected abstract bool MoveNextCore();

    protected override void Dispose(bool disposing)
    {
        _done = true;
        _position = -1;
        base.Dispose(disposing);
    }
}
