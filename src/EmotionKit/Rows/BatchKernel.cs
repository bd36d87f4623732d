namespace EmotionKit.Rows;

/// <summary>Computes a stage's output columns of a batch of rows. Used by one thread at a time. What it throws becomes a
/// <see cref="RowException"/> that names the batch's first row. Throwing one that names the row at fault has the rows before it
/// computed again, and handed out first.</summary>
internal abstract class BatchKernel : IDisposable
{
    public abstract void Run(in BatchCells batch);

    public virtual void Dispose()
    {
    }
}
