namespace Microsoft.ML.Data;

/// <summary>A row seen through a row map.</summary>
internal sealed class MappedRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly RowMap _map;
    private readonly ColumnSelection _columns;
    private readonly Delegate[] _getters;

    public MappedRow(DataViewRow input, RowMap map, ColumnSelection columns)
    {
        _input = input;
        _map = map;
        _columns = columns;
        _getters = new Delegate[map.OutputSchema.Count];
    }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override DataViewSchema Schema => _map.OutputSchema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        MappedColumn mapped = _map[column.Index];
        // The real library asks its input by the input's index, but with a column of this schema.
        return mapped.IsAdded ? _columns.IsActive(column) : _input.IsColumnActive(Schema[mapped.Source]);
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _columns.CheckGetter<TValue>(column);
        MappedColumn mapped = _map[column.Index];
        if (mapped.Source >= 0)
        {
            return _input.GetGetter<TValue>(_input.Schema[mapped.Source]);
        }

        return (ValueGetter<TValue>)(_getters[column.Index] ??= mapped.CreateGetter(_input));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }
    }
}
