using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Reads source rows into pooled slots, has the active stages run over them by an <see cref="OrderedPipeline{TSlot}"/>, and
/// hands them out in source order.</summary>
internal sealed class RowMappedCursor : MappedCursor
{
    /// <summary>Slots per thread. Rows differ in length; a few in reserve keep every thread busy while one long row is computed.</summary>
    private const int LookAheadPerThread = 4;

    private readonly Pipeline _pipeline;

    public RowMappedCursor(DataViewRowCursor source, RowPlan plan, int threads)
        : base(plan)
    {
        _pipeline = new Pipeline(source, plan, threads);
    }

    private protected override bool TryMove([NotNullWhen(true)] out Cell?[]? cells, out DataViewRowId id, out long batch)
    {
        while (_pipeline.Next() is { } slot)
        {
            if (slot.Error is { } error)
            {
                if (slot.FailedStage is not { } stage)
                    throw _pipeline.Fail(error);
                Exception wrapped = RowException.Wrap(stage, slot.Row, error);
                if (!stage.MayDropRows || wrapped is not RowException rowError || !stage.Drops(error))
                    throw _pipeline.Fail(wrapped);
                stage.Dropped(rowError);
                continue;
            }
            (cells, id, batch) = (slot.Cells, slot.Id, slot.Batch);
            return true;
        }
        (cells, id, batch) = (null, default, 0);
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _pipeline.Dispose();
        base.Dispose(disposing);
    }

    private sealed class Slot(Cell?[] cells) : PipelineSlot
    {
        public Cell?[] Cells { get; } = cells;

        public long Row { get; set; }

        public DataViewRowId Id;

        public long Batch { get; set; }

        public MappedStage? FailedStage { get; set; }
    }

    private sealed class Pipeline : OrderedPipeline<Slot>
    {
        private readonly DataViewRowCursor _source;
        private readonly SourceReader _reader;
        private readonly RowPlan _plan;
        private readonly Worker?[] _workers;
        private long _row;

        public Pipeline(DataViewRowCursor source, RowPlan plan, int threads)
            : base(threads, threads * LookAheadPerThread, () => new Slot(plan.CreateSlotCells()))
        {
            _source = source;
            _plan = plan;
            _reader = new SourceReader(source, plan);
            _workers = new Worker?[threads];
        }

        protected override bool Fill(Slot slot)
        {
            slot.FailedStage = null;
            if (!_source.MoveNext())
                return false;
            slot.Row = _row++;
            _reader.Read(slot.Cells, out slot.Id);
            slot.Batch = _source.Batch;
            return true;
        }

        protected override void Process(Slot slot, int worker) =>
            (_workers[worker] ??= new Worker(_plan)).Run(slot);

        protected override void Release()
        {
            foreach (Worker? worker in _workers)
                worker?.Dispose();
            _source.Dispose();
        }
    }

    /// <summary>One thread's kernels, and its cells for what is computed on the way.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly KernelSteps _steps;
        private readonly Cell?[] _own;
        private readonly Cell?[] _cells;

        public Worker(RowPlan plan)
        {
            _steps = new KernelSteps(plan.Stages);
            _own = plan.CreateWorkerCells();
            _cells = new Cell?[_own.Length];
        }

        public void Run(Slot slot)
        {
            for (int i = 0; i < _cells.Length; i++)
                _cells[i] = slot.Cells[i] ?? _own[i];
            for (int i = 0; i < _steps.Count; i++)
            {
                try
                {
                    _steps.Run(i, new RowCells(_cells, _steps.Stage(i), slot.Row, slot.Id));
                }
                catch (Exception e)
                {
                    slot.FailedStage = _steps.Stage(i);
                    slot.Error = e;
                    return;
                }
            }
        }

        public void Dispose() => _steps.Dispose();
    }
}
