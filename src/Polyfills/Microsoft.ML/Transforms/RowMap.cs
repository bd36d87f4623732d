namespace Microsoft.ML.Data;

/// <summary>Makes rows of the columns of other rows and of columns computed from them.</summary>
internal sealed class RowMap : IRowToRowMapper
{
    private readonly MappedColumn[] _columns;

    public RowMap(DataViewSchema inputSchema, IEnumerable<MappedColumn> columns)
    {
        InputSchema = inputSchema;
        _columns = [.. columns];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_columns.Select(c => c.Column));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public MappedColumn this[int outputIndex] => _columns[outputIndex];

    /// <summary>All columns of the input and others: at the end, or directly after those of the same name that they hide.</summary>
    public static RowMap Append(DataViewSchema inputSchema, params IEnumerable<MappedColumn> added)
    {
        List<MappedColumn> columns = [.. inputSchema.Select(MappedColumn.Pass)];
        foreach (MappedColumn column in added)
        {
            int hidden = columns.FindLastIndex(c => c.Column.Name == column.Column.Name);
            columns.Insert(hidden < 0 ? columns.Count : hidden + 1, column);
        }

        return new RowMap(inputSchema, columns);
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new bool[InputSchema.Count];
        foreach (DataViewSchema.Column column in new ColumnSelection(OutputSchema, dependingColumns).Columns)
        {
            foreach (int dependency in _columns[column.Index].Dependencies)
            {
                needed[dependency] = true;
            }
        }

        return InputSchema.Where(c => needed[c.Index]).ToArray();
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckParam(ReferenceEquals(input.Schema, InputSchema), nameof(input), "Schema of input row must be the same as the schema the mapper is bound to.");
        return new MappedRow(input, this, new ColumnSelection(OutputSchema, activeColumns));
    }
}
