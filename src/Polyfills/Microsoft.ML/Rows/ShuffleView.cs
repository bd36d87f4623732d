namespace Microsoft.ML.Data;

/// <summary>The rows of a view in a random order, drawn from a pool that is filled as the view is read.</summary>
internal sealed class ShuffleView : IDataView
{
    private readonly IDataView _source;
    private readonly int _seed;
    private readonly int _poolSize;
    private readonly bool _shuffleSource;

    public ShuffleView(IDataView source, int seed, int poolSize, bool shuffleSource)
    {
        _source = source;
        _seed = seed;
        _poolSize = poolSize;
        _shuffleSource = shuffleSource;
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = new ColumnSelection(Schema, columnsNeeded);
        Random random = rand ?? new Random(_seed);
        DataViewRowCursor source = _source.GetRowCursor(columns.Columns, _shuffleSource && _source.CanShuffle ? random : null);
        return new Cursor(source, columns, random, _poolSize);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly DataViewRowCursor _source;
        private readonly Random _random;
        private readonly int _poolSize;
        private readonly Delegate[] _getters;
        private readonly Action<int>[] _writers;
        private readonly ValueGetter<DataViewRowId> _readId;
        private readonly List<DataViewRowId> _ids = [];
        private readonly List<int> _slots = [];
        private int _current = -1;

        public Cursor(DataViewRowCursor source, ColumnSelection columns, Random random, int poolSize)
            : base(columns)
        {
            _source = source;
            _random = random;
            _poolSize = poolSize;
            _getters = new Delegate[columns.Schema.Count];
            _readId = source.GetIdGetter();
            var writers = new List<Action<int>>();
            foreach (DataViewSchema.Column column in columns.Columns)
            {
                ColumnCache cache = ColumnCache.Create(column.Type);
                writers.Add(cache.Writer(source, column));
                _getters[column.Index] = cache.Getter(CurrentSlot);
            }

            _writers = [.. writers];
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Columns.CheckGetter<TValue>(column);
            return (ValueGetter<TValue>)_getters[column.Index];
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[CurrentSlot()];

        protected override bool MoveNextCore()
        {
            if (_current < 0)
            {
                Fill();
            }
            else if (!Read(_slots[_current]))
            {
                // There is nothing to put into the place of the row that was given out last.
                _slots[_current] = _slots[^1];
                _slots.RemoveAt(_slots.Count - 1);
            }

            if (_slots.Count == 0)
            {
                return false;
            }

            _current = _random.Next(_slots.Count);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _source.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Fill()
        {
            while (_slots.Count < _poolSize && Read(_slots.Count))
            {
                _slots.Add(_slots.Count);
            }
        }

        private bool Read(int slot)
        {
            if (!_source.MoveNext())
            {
                return false;
            }

            DataViewRowId id = default;
            _readId(ref id);
            if (slot == _ids.Count)
            {
                _ids.Add(id);
            }
            else
            {
                _ids[slot] = id;
            }

            foreach (Action<int> write in _writers)
            {
                write(slot);
            }

            return true;
        }

        private int CurrentSlot()
        {
            CheckPosition();
            return _slots[_current];
        }
    }
}
