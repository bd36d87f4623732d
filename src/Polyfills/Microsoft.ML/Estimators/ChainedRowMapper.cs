namespace Microsoft.ML.Data;

/// <summary>Mappers, each applied to the rows of the one before it.</summary>
internal sealed class ChainedRowMapper : IRowToRowMapper
{
    private readonly IRowToRowMapper[] _mappers;

    public ChainedRowMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers)
    {
        InputSchema = inputSchema;
        _mappers = mappers;
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema => _mappers.Length == 0 ? InputSchema : _mappers[^1].OutputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        IEnumerable<DataViewSchema.Column> columns = dependingColumns;
        for (int i = _mappers.Length - 1; i >= 0; i--)
        {
            columns = _mappers[i].GetDependencies(columns);
        }

        return columns;
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckValue(activeColumns, nameof(activeColumns));
        Contracts.CheckParam(ReferenceEquals(input.Schema, InputSchema), nameof(input), "Schema of input row must be the same as the schema the mapper is bound to.");

        // Each mapper's row is active where the one after it depends on it.
        var active = new IEnumerable<DataViewSchema.Column>[_mappers.Length];
        IEnumerable<DataViewSchema.Column> needed = activeColumns;
        for (int i = _mappers.Length - 1; i >= 0; i--)
        {
            active[i] = needed;
            needed = _mappers[i].GetDependencies(needed);
        }

        DataViewRow row = input;
        for (int i = 0; i < _mappers.Length; i++)
        {
            row = _mappers[i].GetRow(row, active[i]);
        }

        return row;
    }
}
