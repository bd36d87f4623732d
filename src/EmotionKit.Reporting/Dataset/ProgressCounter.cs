namespace EmotionKit.Reporting;

/// <summary>Tells how many of so many pieces are done, from several threads; never a smaller number after a larger one.</summary>
internal sealed class ProgressCounter(IProgress<DatasetProgress>? progress, int total)
{
    private readonly Lock _gate = new();
    private int _done;

    public void Add()
    {
        if (progress is null)
            return;
        lock (_gate)
            progress.Report(new DatasetProgress(++_done, total));
    }
}
