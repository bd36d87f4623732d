using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>A source with further columns that are in memory, by the position of the row in the source.</summary>
internal sealed class AppendedView : IDataView
{
    private readonly IDataView _source;
    private readonly MemoryColumn[] _added;
    private readonly int _rows;

    public AppendedView(IDataView source, MemoryColumn[] added, int rows)
    {
        _source = source;
        _added = added;
        _rows = rows;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(source.Schema);
        foreach (MemoryColumn column in added)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    /// <summary>The position is that of an unshuffled pass.</summary>
    public bool CanShuffle => false;

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
        {
            ColumnLookup.RequireOwn(Schema, column);
            active[column.Index] = true;
        }
        return new Cursor(this, _source.GetRowCursor(_source.Schema.Where(column => active[column.Index])), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(AppendedView view, DataViewRowCursor source, bool[] active) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext()
        {
            if (!source.MoveNext())
                return false;
            if (source.Position >= view._rows)
                throw new InvalidOperationException($"The data now has more than the {view._rows} rows that it had when columns were added: use data that gives the same rows every time.");
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => ColumnLookup.IsActive(active, column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ColumnLookup.RequireOwn(Schema, column);
            if (!active[column.Index])
                throw ColumnLookup.Inactive(column);
            int first = view._source.Schema.Count;
            if (column.Index < first)
                return source.GetGetter<TValue>(view._source.Schema[column.Index]);
            return view._added[column.Index - first].CreateGetter(() => checked((int)source.Position)) as ValueGetter<TValue>
                ?? throw ColumnLookup.WrongGetter(column, typeof(TValue));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
