using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Makes <see cref="SchemaShape"/>s, whose own factories are internal to ML.NET.</summary>
internal static class SchemaShapes
{
    /// <summary>The shape of <paramref name="schema"/>: an estimator chain shows it to its estimators when it is fitted.</summary>
    public static SchemaShape Of(DataViewSchema schema)
    {
        var capture = new Capture();
        new EstimatorChain<ITransformer>().Append(capture).Fit(new EmptyView(schema));
        return capture.Shape!;
    }

    /// <summary><paramref name="input"/> with <paramref name="added"/> columns, which hide those of the same name.</summary>
    public static SchemaShape Append(SchemaShape input, IEnumerable<MappedColumn> added)
    {
        var builder = new DataViewSchema.Builder();
        foreach (MappedColumn column in added)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        var columns = new Dictionary<string, SchemaShape.Column>();
        foreach (SchemaShape.Column column in input)
            columns[column.Name] = column;
        foreach (SchemaShape.Column column in Of(builder.ToSchema()))
            columns[column.Name] = column;
        return new SchemaShape(columns.Values);
    }

    private sealed class Capture : IEstimator<ITransformer>, ITransformer
    {
        public SchemaShape? Shape { get; private set; }

        public bool IsRowToRowMapper => false;

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Shape = inputSchema;

        public ITransformer Fit(IDataView input) => this;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IDataView Transform(IDataView input) => input;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
