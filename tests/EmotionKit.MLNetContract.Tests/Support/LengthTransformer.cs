using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests.Support;

/// <summary>A third-party transformer, on the public API alone: adds the length of a text column.</summary>
internal sealed class LengthTransformer(string input, string output) : ITransformer
{
    public bool IsRowToRowMapper { get; init; } = true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new LengthMapper(inputSchema, input, output).OutputSchema;

    public IDataView Transform(IDataView data) => new LengthView(data, new LengthMapper(data.Schema, input, output));

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new LengthMapper(inputSchema, input, output);

    public void Save(ModelSaveContext ctx) =>
        throw new NotSupportedException("A third-party transformer cannot write itself; use SaveBundle.");
}
