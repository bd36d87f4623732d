namespace Microsoft.ML.Data;

/// <summary>A row whose columns are the members of an object that is set from outside.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly ObjectHolder<TRow> _holder = new();
    private readonly ColumnSelection _columns;
    private readonly Delegate[] _getters;
    private long _position = -1;

    public ObjectRow(ObjectMember[] members)
    {
        Schema = ObjectMember.SchemaOf(members);
        _columns = new ColumnSelection(Schema, Schema);
        _getters = Array.ConvertAll(members, m => MemberReader<TRow>.Create(m)(_holder));
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public void Set(TRow value)
    {
        Contracts.CheckValue(value, nameof(value));
        _holder.Current = value;
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _columns.CheckGetter<TValue>(column);
        return (ValueGetter<TValue>)_getters[column.Index];
    }
}
