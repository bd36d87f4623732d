using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>What one cursor has to do, from the columns asked for: which stages run, which source columns are read.</summary>
internal sealed class RowPlan
{
    private readonly bool[] _needed;

    /// <param name="source">Schema of the pass's source; its columns lead every stage's schema.</param>
    /// <param name="stages">All stages, in order.</param>
    /// <param name="columns">Columns of the last stage's output schema.</param>
    public RowPlan(DataViewSchema source, IReadOnlyList<MappedStage> stages, IEnumerable<DataViewSchema.Column> columns)
    {
        Schema = stages[^1].OutputSchema;
        SourceCount = source.Count;
        Requested = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columns)
        {
            ColumnLookup.RequireOwn(Schema, column);
            Requested[column.Index] = true;
        }

        _needed = [.. Requested];
        var active = new List<MappedStage>();
        for (int i = stages.Count - 1; i >= 0; i--)
        {
            MappedStage stage = stages[i];
            if (!stage.MayDropRows && !_needed.AsSpan(stage.FirstOutput, stage.Outputs.Length).Contains(true))
                continue;
            active.Insert(0, stage);
            foreach (int input in stage.Inputs)
                _needed[input] = true;
            _needed.AsSpan(stage.FirstOutput, stage.Outputs.Length).Fill(true);
        }
        Stages = [.. active];

        var read = new List<DataViewSchema.Column>();
        for (int i = 0; i < SourceCount; i++)
        {
            if (_needed[i])
                read.Add(source[i]);
        }
        SourceColumns = [.. read];
    }

    public DataViewSchema Schema { get; }

    public int SourceCount { get; }

    /// <summary>Per column of <see cref="Schema"/>: asked for by the cursor's user.</summary>
    public bool[] Requested { get; }

    /// <summary>The stages that run, in order.</summary>
    public MappedStage[] Stages { get; }

    /// <summary>The source columns that are read.</summary>
    public DataViewSchema.Column[] SourceColumns { get; }

    /// <summary>Cells that must outlive the row's computation: what was read from the source, and what the user asked for.</summary>
    public Cell?[] CreateSlotCells() => CreateCells(i => i < SourceCount || Requested[i]);

    /// <summary>Cells that one worker reuses for every row: what is computed on the way and not asked for.</summary>
    public Cell?[] CreateWorkerCells() => CreateCells(i => i >= SourceCount && !Requested[i]);

    private Cell?[] CreateCells(Func<int, bool> wanted)
    {
        var cells = new Cell?[Schema.Count];
        for (int i = 0; i < cells.Length; i++)
        {
            if (_needed[i] && wanted(i))
                cells[i] = Cell.Create(Schema[i].Type);
        }
        return cells;
    }
}
