using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>A stage as ML.NET's row mapper, which is what a <c>PredictionEngine</c> runs.</summary>
internal sealed class StageMapper(MappedStage stage) : IRowToRowMapper
{
    public DataViewSchema InputSchema => stage.InputSchema;

    public DataViewSchema OutputSchema => stage.OutputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        stage.Dependencies(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        if (!ReferenceEquals(input.Schema, InputSchema))
        {
            throw new ArgumentException(
                $"{stage.Component}: the row is of another schema than the mapper was made for. Expected a row of InputSchema itself.",
                nameof(input));
        }
        return new StageRow(stage, input, activeColumns);
    }
}
