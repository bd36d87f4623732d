namespace Microsoft.ML.Data;

/// <summary>A view whose rows are seen through a row map.</summary>
internal sealed class MappedView : IDataView
{
    private readonly IDataView _source;
    private readonly RowMap _map;

    public MappedView(IDataView source, RowMap map)
    {
        _source = source;
        _map = map;
    }

    public bool CanShuffle => _source.CanShuffle;

    public DataViewSchema Schema => _map.OutputSchema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = new ColumnSelection(Schema, columnsNeeded);
        return new Cursor(_source.GetRowCursor(_map.GetDependencies(columns.Columns), rand), _map, columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var columns = new ColumnSelection(Schema, columnsNeeded);
        return Array.ConvertAll(
            _source.GetRowCursorSet(_map.GetDependencies(columns.Columns), n, rand),
            DataViewRowCursor (cursor) => new Cursor(cursor, _map, columns));
    }

    private sealed class Cursor(DataViewRowCursor source, RowMap map, ColumnSelection columns) : DataViewRowCursor
    {
        private readonly MappedRow _row = new(source, map, columns);
        private readonly bool _adds = columns.Columns.Any(c => map[c.Index].IsAdded);

        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => map.OutputSchema;

        public override bool MoveNext()
        {
            try
            {
                return source.MoveNext();
            }
            catch (Exception e) when (_adds)
            {
                // The real library reads the source on other threads here, and reports failures in these words.
                throw new InvalidOperationException("Splitter/consolidator worker encountered exception while consuming source data", e);
            }
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                source.Dispose();
            }
        }
    }
}
