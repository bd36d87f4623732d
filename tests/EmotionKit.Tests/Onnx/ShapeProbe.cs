using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Onnx;

/// <summary>The last estimator of a chain, which sees what the ones before it promised and what they gave, and changes nothing.</summary>
internal sealed class ShapeProbe : IEstimator<ITransformer>, ITransformer
{
    public SchemaShape? Promised { get; private set; }

    public DataViewSchema? Given { get; private set; }

    public bool IsRowToRowMapper => false;

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Promised = inputSchema;

    public ITransformer Fit(IDataView input)
    {
        Given = input.Schema;
        return this;
    }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

    public IDataView Transform(IDataView input) => input;

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

    public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
}
