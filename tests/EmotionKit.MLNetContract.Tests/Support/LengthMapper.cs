using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests.Support;

internal sealed class LengthMapper : IRowToRowMapper
{
    private readonly DataViewSchema.Column _source;

    public LengthMapper(DataViewSchema inputSchema, string input, string output)
    {
        InputSchema = inputSchema;
        _source = inputSchema[input];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumn(output, NumberDataViewType.Single);
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        HashSet<int> needed = [.. dependingColumns.Select(c => c.Index == InputSchema.Count ? _source.Index : c.Index)];
        return InputSchema.Where(c => needed.Contains(c.Index)).ToArray();
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new Row(input, this, [.. activeColumns.Select(c => c.Index)]);

    public ValueGetter<TValue> GetGetter<TValue>(DataViewRow input, DataViewSchema.Column column)
    {
        if (column.Index < InputSchema.Count)
        {
            return input.GetGetter<TValue>(InputSchema[column.Index]);
        }

        ValueGetter<ReadOnlyMemory<char>> read = input.GetGetter<ReadOnlyMemory<char>>(_source);
        ReadOnlyMemory<char> text = default;
        ValueGetter<float> getter = (ref float value) =>
        {
            read(ref text);
            value = text.Length;
        };
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"The length is not a {typeof(TValue)}.");
    }

    private sealed class Row(DataViewRow input, LengthMapper mapper, HashSet<int> active) : DataViewRow
    {
        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => mapper.OutputSchema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => mapper.GetGetter<TValue>(input, column);
    }
}
