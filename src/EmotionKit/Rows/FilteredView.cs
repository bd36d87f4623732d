using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>The rows of a source, all its columns, that a test on their position lets through.</summary>
/// <remarks>The position is that of an unshuffled pass, so the view does not shuffle.</remarks>
internal abstract class FilteredView(IDataView source) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => false;

    public abstract long? GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, source.GetRowCursor(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>Whether the source's row <paramref name="row"/>, counted from 0, is kept.</summary>
    protected abstract bool Keeps(long row);

    /// <summary>Told how many rows the source had, when a cursor has come to its end.</summary>
    protected virtual void Ended(long rows)
    {
    }

    private sealed class Cursor(FilteredView view, DataViewRowCursor source) : DataViewRowCursor
    {
        private long _row = -1;
        private long _position = -1;
        private long _kept;
        private bool _ended;

        public override long Position => _position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => source.Schema;

        public override bool MoveNext()
        {
            while (source.MoveNext())
            {
                if (!view.Keeps(++_row))
                    continue;
                _position = _kept++;
                return true;
            }
            _position = -1;
            if (!_ended)
                view.Ended(_row + 1);
            _ended = true;
            return false;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => source.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
