using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Gathers source rows into pooled batches, has them computed by an <see cref="OrderedPipeline{TSlot}"/>, and hands the
/// rows out in source order.</summary>
internal sealed class BatchMappedCursor : MappedCursor
{
    private readonly Pipeline _pipeline;
    private readonly MappedStage _stage;
    private BatchSlot? _batch;
    private int _next;

    public BatchMappedCursor(DataViewRowCursor source, RowPlan plan, BatchStage stage, int workers)
        : base(plan)
    {
        _stage = stage;
        _pipeline = new Pipeline(source, plan, stage, workers);
    }

    private protected override bool TryMove([NotNullWhen(true)] out Cell?[]? cells, out DataViewRowId id, out long batch)
    {
        while (_batch is null || _next == _batch.Count)
        {
            if (_batch?.Error is { } error)
                throw _pipeline.Fail(_batch.FromSource ? error : RowException.Wrap(_stage, _batch.FirstRow, error));
            _batch = _pipeline.Next();
            _next = 0;
            if (_batch is null)
            {
                (cells, id, batch) = (null, default, 0);
                return false;
            }
        }
        (cells, id, batch) = (_batch.Rows[_next], _batch.Ids[_next], _batch.Batches[_next]);
        _next++;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _pipeline.Dispose();
        base.Dispose(disposing);
    }

    private sealed class BatchSlot : PipelineSlot
    {
        public BatchSlot(RowPlan plan, int size)
        {
            Rows = new Cell?[size][];
            for (int i = 0; i < size; i++)
                Rows[i] = plan.CreateSlotCells();
            Ids = new DataViewRowId[size];
            Batches = new long[size];
        }

        public Cell?[][] Rows { get; }

        public DataViewRowId[] Ids { get; }

        public long[] Batches { get; }

        /// <summary>Rows read; once processed, the leading ones that are computed: not all where there is an error.</summary>
        public int Count { get; set; }

        public long FirstRow { get; set; }

        /// <summary>The error is the source's own: it needs no further context.</summary>
        public bool FromSource { get; set; }
    }

    private sealed class Pipeline : OrderedPipeline<BatchSlot>
    {
        private readonly DataViewRowCursor _source;
        private readonly SourceReader _reader;
        private readonly BatchStage _stage;
        private readonly BatchKernel?[] _kernels;
        private Exception? _pending;
        private long _row;

        // One batch per worker, and one that is being read out.
        public Pipeline(DataViewRowCursor source, RowPlan plan, BatchStage stage, int workers)
            : base(workers, workers + 1, () => new BatchSlot(plan, stage.BatchSize))
        {
            _source = source;
            _stage = stage;
            _reader = new SourceReader(source, plan);
            _kernels = new BatchKernel?[workers];
        }

        protected override bool Fill(BatchSlot slot)
        {
            slot.Count = 0;
            slot.FirstRow = _row;
            slot.FromSource = true;
            if (_pending is { } pending)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(pending);
            while (slot.Count < slot.Rows.Length)
            {
                try
                {
                    if (!_source.MoveNext())
                        break;
                    _reader.Read(slot.Rows[slot.Count], out slot.Ids[slot.Count]);
                }
                catch (Exception e) when (slot.Count > 0)
                {
                    // The rows before it come first.
                    _pending = e;
                    break;
                }
                slot.Batches[slot.Count] = _source.Batch;
                slot.Count++;
                _row++;
            }
            slot.FromSource = false;
            return slot.Count > 0;
        }

        protected override void Process(BatchSlot slot, int worker)
        {
            BatchKernel kernel = _kernels[worker] ??= _stage.CreateBatchKernel();
            int count = slot.Count;
            slot.Count = 0;
            try
            {
                Run(count);
            }
            catch (RowException e) when (e.Row > slot.FirstRow && e.Row < slot.FirstRow + count)
            {
                // The rows before it come first, as they would from batches of one.
                Run((int)(e.Row - slot.FirstRow));
                throw;
            }

            void Run(int rows)
            {
                kernel.Run(new BatchCells(slot.Rows, _stage, slot.FirstRow, rows));
                slot.Count = rows;
            }
        }

        protected override void Release()
        {
            foreach (BatchKernel? kernel in _kernels)
                kernel?.Dispose();
            _source.Dispose();
        }
    }
}
