namespace EmotionKit.Rows;

/// <summary>The kernels that one worker runs for every row, in order; those that can do their work together are joined.</summary>
internal sealed class KernelSteps : IDisposable
{
    private readonly List<MappedStage> _stages = [];
    private readonly List<RowKernel> _kernels = [];

    public KernelSteps(ReadOnlySpan<MappedStage> stages)
    {
        // Kernels before this place do not take in later ones: a row that is dropped there must not reach them.
        int barrier = 0;
        foreach (MappedStage stage in stages)
        {
            RowKernel kernel = stage.CreateKernel();
            if (!TryJoin(stage, kernel, barrier))
            {
                _stages.Add(stage);
                _kernels.Add(kernel);
            }
            if (stage.MayDropRows)
                barrier = _kernels.Count;
        }
    }

    public int Count => _kernels.Count;

    /// <summary>The stage of a step; of joined ones the first.</summary>
    public MappedStage Stage(int step) => _stages[step];

    public void Run(int step, in RowCells cells) => _kernels[step].Run(in cells);

    public void Dispose()
    {
        foreach (RowKernel kernel in _kernels)
            kernel.Dispose();
    }

    // Earlier is possible because columns never change once they are written: what the joined kernel reads is there.
    private bool TryJoin(MappedStage stage, RowKernel kernel, int from)
    {
        for (int i = from; i < _kernels.Count; i++)
        {
            if (_kernels[i].Join(_stages[i], kernel, stage) is { } joined)
            {
                _kernels[i] = joined;
                return true;
            }
        }
        return false;
    }
}
