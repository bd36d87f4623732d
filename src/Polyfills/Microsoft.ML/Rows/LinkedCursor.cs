namespace Microsoft.ML.Data;

/// <summary>Some rows of another cursor, with that one's values and positions of its own.</summary>
internal sealed class LinkedCursor : RootCursor
{
    private readonly DataViewRowCursor _source;
    private readonly Func<bool> _moveNext;

    /// <param name="source">The cursor, which is disposed with this one.</param>
    /// <param name="columns">The active columns.</param>
    /// <param name="moveNext">Moves the cursor to the next row wanted.</param>
    public LinkedCursor(DataViewRowCursor source, ColumnSelection columns, Func<bool> moveNext)
        : base(columns)
    {
        _source = source;
        _moveNext = moveNext;
    }

    public override long Batch => _source.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _source.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Columns.CheckGetter<TValue>(column);
        return _source.GetGetter<TValue>(column);
    }

    protected override bool MoveNextCore() => _moveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }
}
