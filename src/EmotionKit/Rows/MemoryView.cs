using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Rows in memory, by column. Given a <c>rand</c>, rows come in an order drawn from it.</summary>
internal sealed class MemoryView : IDataView, IFeatureMemory
{
    private readonly MemoryColumn[] _columns;
    private readonly int _rows;

    public MemoryView(IReadOnlyList<MemoryColumn> columns, int rows)
        : this(SchemaOf(columns), columns, rows)
    {
    }

    /// <param name="schema">A schema with these columns' names and types, in their order.</param>
    /// <param name="columns">The columns, hidden ones too.</param>
    /// <param name="rows">Rows.</param>
    public MemoryView(DataViewSchema schema, IReadOnlyList<MemoryColumn> columns, int rows)
    {
        Schema = schema;
        _columns = [.. columns];
        _rows = rows;
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
        {
            ColumnLookup.RequireOwn(Schema, column);
            active[column.Index] = true;
        }
        return new Cursor(this, active, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    public FeatureMemory? Find(DataViewSchema.Column column)
    {
        ColumnLookup.RequireOwn(Schema, column);
        return _columns[column.Index] is RowsColumn rows ? new FeatureMemory(rows.Values, null) : null;
    }

    private static DataViewSchema SchemaOf(IReadOnlyList<MemoryColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (MemoryColumn column in columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return builder.ToSchema();
    }

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly MemoryView _view;
        private readonly bool[] _active;
        private readonly int[]? _order;
        private readonly Func<int> _current;
        private int _next;
        private long _position = -1;

        public Cursor(MemoryView view, bool[] active, Random? rand)
        {
            _view = view;
            _active = active;
            _current = CurrentRow;
            if (rand is null)
                return;
            _order = new int[view._rows];
            for (int i = 0; i < _order.Length; i++)
                _order[i] = i;
            rand.Shuffle(_order);
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => _view.Schema;

        public override bool MoveNext()
        {
            if (_next >= _view._rows)
            {
                _position = -1;
                return false;
            }
            _position = _next++;
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)CurrentRow(), 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => ColumnLookup.IsActive(_active, column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ColumnLookup.RequireOwn(Schema, column);
            if (!_active[column.Index])
                throw ColumnLookup.Inactive(column);
            return _view._columns[column.Index].CreateGetter(_current) as ValueGetter<TValue> ?? throw ColumnLookup.WrongGetter(column, typeof(TValue));
        }

        private int CurrentRow()
        {
            if (_position < 0)
                throw new InvalidOperationException("The cursor is on no row: call MoveNext, and read only while it returns true.");
            return _order is null ? (int)_position : _order[_position];
        }
    }
}
