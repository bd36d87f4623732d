namespace Microsoft.ML.Data;

/// <summary>Keeps in memory the columns that were read, each from the first time on.</summary>
internal sealed class CacheDataView : IDataView
{
    private readonly IDataView _source;
    private readonly int[] _prefetch;
    private readonly ColumnCache[] _caches;
    private readonly Lock _filling = new();
    private long? _rowCount;

    public CacheDataView(IDataView source, int[] prefetch)
    {
        _source = source;
        _prefetch = prefetch;
        _caches = new ColumnCache[source.Schema.Count];
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount()
    {
        lock (_filling)
        {
            return _rowCount;
        }
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = new ColumnSelection(Schema, columnsNeeded);
        int rows = Fill(columns);
        return new Cursor(_caches, columns, rows, rand is null ? null : Shuffling.Permutation(rand, rows));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private int Fill(ColumnSelection columns)
    {
        lock (_filling)
        {
            DataViewSchema.Column[] missing = [.. Schema.Where(c => _caches[c.Index] is null && (columns[c.Index] || _prefetch.Contains(c.Index)))];
            if (missing.Length > 0 || _rowCount is null)
            {
                ColumnCache[] filled = Array.ConvertAll(missing, c => ColumnCache.Create(c.Type));
                using DataViewRowCursor cursor = _source.GetRowCursor(missing);
                Action<int>[] write = [.. filled.Zip(missing, (cache, column) => cache.Writer(cursor, column))];
                int rows = 0;
                while (cursor.MoveNext())
                {
                    foreach (Action<int> action in write)
                    {
                        action(rows);
                    }

                    rows++;
                }

                Contracts.Check(_rowCount is null || _rowCount == rows, $"The data to cache changed: it had {_rowCount} rows, now {rows}.");
                for (int i = 0; i < missing.Length; i++)
                {
                    _caches[missing[i].Index] = filled[i];
                }

                _rowCount = rows;
            }

            return (int)_rowCount;
        }
    }

    private sealed class Cursor : RootCursor
    {
        private readonly Delegate[] _getters;
        private readonly int[] _permutation;
        private readonly int _rows;
        private int _next;

        public Cursor(ColumnCache[] caches, ColumnSelection columns, int rows, int[] permutation)
            : base(columns)
        {
            _rows = rows;
            _permutation = permutation;
            _getters = new Delegate[caches.Length];
            foreach (DataViewSchema.Column column in columns.Columns)
            {
                _getters[column.Index] = caches[column.Index].Getter(CurrentIndex);
            }
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Columns.CheckGetter<TValue>(column);
            return (ValueGetter<TValue>)_getters[column.Index];
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)CurrentIndex(), 0);

        protected override bool MoveNextCore() => _next++ < _rows;

        private int CurrentIndex()
        {
            CheckPosition();
            return _permutation is null ? (int)Position : _permutation[(int)Position];
        }
    }
}
