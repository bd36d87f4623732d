using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>A view whose added columns are computed in batches, several at a time, in source order.</summary>
internal sealed class BatchMappedView(IDataView source, BatchStage stage) : IDataView
{
    public DataViewSchema Schema => stage.OutputSchema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var plan = new RowPlan(source.Schema, [stage], columnsNeeded);
        DataViewRowCursor cursor = source.GetRowCursor(plan.SourceColumns, rand);
        return plan.Stages.Length == 0
            ? new PassThroughCursor(cursor, Schema, plan.Requested)
            : new BatchMappedCursor(cursor, plan, stage, stage.Workers(Execution.Threads));
    }

    /// <summary>One cursor: it is parallel inside, and keeps the order.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
