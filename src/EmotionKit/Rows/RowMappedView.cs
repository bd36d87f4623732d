using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>A source with row stages on it, run as one pass per row, several rows at a time, in source order.</summary>
/// <remarks>With a <c>rand</c>, the source decides the order of the rows and the stages follow it.</remarks>
internal sealed class RowMappedView : IDataView
{
    private readonly IDataView _source;
    private readonly RowStage[] _stages;
    private readonly bool _mayDropRows;

    private RowMappedView(IDataView source, RowStage[] stages)
    {
        _source = source;
        _stages = stages;
        _mayDropRows = Array.Exists(stages, stage => stage.MayDropRows);
    }

    /// <summary>Puts <paramref name="stage"/>, bound to the schema of <paramref name="input"/>, on it; stages that are there
    /// already are fused with it.</summary>
    public static RowMappedView Create(IDataView input, RowStage stage) =>
        input is RowMappedView mapped
            ? new RowMappedView(mapped._source, [.. mapped._stages, stage])
            : new RowMappedView(input, [stage]);

    public DataViewSchema Schema => _stages[^1].OutputSchema;

    /// <summary>The stages of the pass, in order.</summary>
    internal ReadOnlySpan<MappedStage> Stages => _stages;

    public bool CanShuffle => _source.CanShuffle;

    public long? GetRowCount() => _mayDropRows ? null : _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var plan = new RowPlan(_source.Schema, _stages, columnsNeeded);
        DataViewRowCursor source = _source.GetRowCursor(plan.SourceColumns, rand);
        return plan.Stages.Length == 0
            ? new PassThroughCursor(source, Schema, plan.Requested)
            : new RowMappedCursor(source, plan, Execution.Threads);
    }

    /// <summary>One cursor: it is parallel inside, and keeps the order.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
