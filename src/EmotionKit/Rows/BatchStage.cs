using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>A stage that computes many rows at once, such as a network on a batch. Rows must not depend on each other: a batch
/// is whatever rows are next, and the last one is shorter.</summary>
internal abstract class BatchStage(string component, DataViewSchema input, int[] inputs, params MappedColumn[] outputs)
    : MappedStage(component, input, inputs, outputs)
{
    /// <summary>Rows per call at most, 1 or more.</summary>
    public abstract int BatchSize { get; }

    /// <summary>How many batches are computed at the same time.</summary>
    public virtual int Workers(int threads) => threads;

    /// <summary>A worker's own computation, with its buffers. One thread at a time uses it.</summary>
    public abstract BatchKernel CreateBatchKernel();

    /// <summary>A batch of one row, for mappers.</summary>
    public sealed override RowKernel CreateKernel() => new OneRowKernel(this, CreateBatchKernel());

    private sealed class OneRowKernel(BatchStage stage, BatchKernel kernel) : RowKernel
    {
        private readonly Cell?[]?[] _rows = new Cell?[]?[1];

        public override void Run(in RowCells cells)
        {
            _rows[0] = cells.All;
            kernel.Run(new BatchCells(_rows!, stage, cells.Row, count: 1));
        }

        public override void Dispose() => kernel.Dispose();
    }
}
