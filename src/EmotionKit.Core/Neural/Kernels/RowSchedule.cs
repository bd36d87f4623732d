namespace EmotionKit.Neural.Kernels;

/// <summary>The rows of one thread in a recurrent layer, the longest first, so that those still running come first at every step.</summary>
internal sealed class RowSchedule
{
    private RowSchedule(int[] rows, int[] steps)
    {
        Rows = rows;
        Steps = steps;
    }

    /// <summary>Numbers of rows in the batch.</summary>
    public int[] Rows { get; }

    /// <summary>Steps of each of <see cref="Rows"/>, falling.</summary>
    public int[] Steps { get; }

    public int Longest => Steps.Length == 0 ? 0 : Steps[0];

    /// <summary>Deals the batch to at most <paramref name="threads"/> schedules of like work.</summary>
    public static RowSchedule[] Create(in RecurrentGeometry g, ReadOnlySpan<int> lengths, int threads)
    {
        int[] steps = new int[g.Batch], order = new int[g.Batch];
        for (int r = 0; r < g.Batch; r++)
            (steps[r], order[r]) = (-g.Steps(lengths, r), r);
        if (!lengths.IsEmpty)
            Array.Sort(steps, order);
        threads = Math.Min(threads, g.Batch);
        var schedules = new RowSchedule[threads];
        for (int t = 0; t < threads; t++)
        {
            int count = (g.Batch - t + threads - 1) / threads;
            var (dealtRows, dealtSteps) = (new int[count], new int[count]);
            for (int i = 0; i < count; i++)
                (dealtRows[i], dealtSteps[i]) = (order[t + i * threads], -steps[t + i * threads]);
            schedules[t] = new RowSchedule(dealtRows, dealtSteps);
        }
        return schedules;
    }

    /// <summary>Rows that have step number <paramref name="step"/>, given how many had an earlier one.</summary>
    public int Active(int step, int before)
    {
        while (before > 0 && Steps[before - 1] <= step)
            before--;
        return before;
    }
}
