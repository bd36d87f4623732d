namespace EmotionKit.Rows;

/// <summary>Computes a stage's output columns of one row from its input columns. Holds scratch memory; used by one thread at a
/// time. What it throws becomes a <see cref="RowException"/> that names row and column.</summary>
internal abstract class RowKernel : IDisposable
{
    public abstract void Run(in RowCells cells);

    /// <summary>A kernel that does the work of this one and of a later one at less cost, and writes the same bits; null where there is none.
    /// It runs in place of this one, and owns both.</summary>
    /// <param name="stage">The stage of this kernel.</param>
    /// <param name="later">A kernel further down the pass.</param>
    /// <param name="laterStage">Its stage.</param>
    public virtual RowKernel? Join(MappedStage stage, RowKernel later, MappedStage laterStage) => null;

    public virtual void Dispose()
    {
    }
}
