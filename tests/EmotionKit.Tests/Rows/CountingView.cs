using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Rows;

/// <summary>Rows made on the fly, with columns "X" (the row's number) and "Name"; says what is read of it.</summary>
internal sealed class CountingView : IDataView
{
    private readonly long _rows;

    public CountingView(long rows)
    {
        _rows = rows;
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("X", NumberDataViewType.Single);
        builder.AddColumn("Name", TextDataViewType.Instance);
        Schema = builder.ToSchema();
    }

    /// <summary>Reading this row throws.</summary>
    public long FailsAt { get; init; } = long.MaxValue;

    public long RowsRead { get; private set; }

    public int OpenCursors { get; private set; }

    public HashSet<string> ColumnsAsked { get; } = [];

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        foreach (DataViewSchema.Column column in columnsNeeded)
            ColumnsAsked.Add(column.Name);
        OpenCursors++;
        return new Cursor(this, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(CountingView view, Random? rand) : DataViewRowCursor
    {
        private readonly bool _backwards = rand is not null;
        private long _position = -1;
        private bool _disposed;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        private long Row => _backwards ? view._rows - 1 - _position : _position;

        public override bool MoveNext()
        {
            Assert.False(_disposed);
            if (_position + 1 >= view._rows)
                return false;
            _position++;
            view.RowsRead++;
            if (_position == view.FailsAt)
                throw new IOException("the source broke");
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row, 7);

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<float> x = (ref float value) => value = Row;
            ValueGetter<ReadOnlyMemory<char>> name = (ref ReadOnlyMemory<char> value) => value = $"row {Row}".AsMemory();
            return (ValueGetter<TValue>)(column.Name == "X" ? x : (Delegate)name);
        }

        protected override void Dispose(bool disposing)
        {
            if (!_disposed)
                view.OpenCursors--;
            _disposed = true;
            base.Dispose(disposing);
        }
    }
}
