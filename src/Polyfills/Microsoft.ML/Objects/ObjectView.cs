namespace Microsoft.ML.Data;

/// <summary>Objects as rows, enumerated anew by every cursor.</summary>
internal sealed class ObjectView<TRow> : IDataView
    where TRow : class
{
    private readonly IEnumerable<TRow> _data;
    private readonly Func<ObjectHolder<TRow>, Delegate>[] _readers;

    public ObjectView(IEnumerable<TRow> data, ObjectMember[] members)
    {
        _data = data;
        _readers = Array.ConvertAll(members, MemberReader<TRow>.Create);
        Schema = ObjectMember.SchemaOf(members);
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => (_data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(this, new ColumnSelection(Schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly ObjectView<TRow> _view;
        private readonly IEnumerator<TRow> _enumerator;
        private readonly ObjectHolder<TRow> _holder = new();
        private readonly Delegate[] _getters;

        public Cursor(ObjectView<TRow> view, ColumnSelection columns)
            : base(columns)
        {
            _view = view;
            _enumerator = view._data.GetEnumerator();
            _getters = new Delegate[view.Schema.Count];
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Columns.CheckGetter<TValue>(column);
            return (ValueGetter<TValue>)(_getters[column.Index] ??= _view._readers[column.Index](_holder));
        }

        protected override bool MoveNextCore()
        {
            bool any = _enumerator.MoveNext();
            TRow current = any ? _enumerator.Current : null;
            Contracts.Check(!any || current is not null, "Encountered null when iterating over data, this is not supported.");
            _holder.Current = current;
            return any;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _enumerator.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
