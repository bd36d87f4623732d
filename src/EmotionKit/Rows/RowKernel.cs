namespace EmotionKit.Rows;

/// <summary>Computes a stage's output columns of one row from its input columns. Holds scratch memory; used by one thread at a
/// time. What it throws becomes a <see cref="RowException"/> that names row and column.</summary>
internal abstract class RowKernel : IDisposable
{
    public abstract void Run(in RowCells cells);

    public virtual void Dispose()
    {
    }
}
