using System.Diagnostics;

namespace EmotionKit.TestSupport;

/// <summary>What is alive while something runs, looked at again and again: objects that a collection leaves, pooled arrays among them, and native memory.</summary>
/// <remarks>Nothing else may run in the process meanwhile, and it should have run once before: what it sets up once for the process would count.</remarks>
internal static class PeakMemory
{
    /// <param name="work">What runs.</param>
    /// <param name="native">Bytes outside the collected heap.</param>
    /// <returns>The result, its size, and what was alive at most besides.</returns>
    public static (T Result, long Size, long Beside) Of<T>(Func<T> work, Func<long> native)
    {
        long before = Settled(native), peak = 0;
        bool done = false;
        var sampler = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                long start = Stopwatch.GetTimestamp();
                peak = Math.Max(peak, Alive(native));
                // The work goes on in between, however long a collection takes here.
                Thread.Sleep(TimeSpan.FromMilliseconds(5) + 2 * Stopwatch.GetElapsedTime(start));
            }
        });
        sampler.Start();
        T result;
        try
        {
            result = work();
        }
        finally
        {
            Volatile.Write(ref done, true);
            sampler.Join();
        }
        long after = Settled(native);
        // What the work was given lives until here, and counts on neither side.
        GC.KeepAlive(work);
        return (result, after - before, peak - after);
    }

    private static long Settled(Func<long> native)
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return Alive(native);
    }

    // As the collection found it: what is allocated after it and dies at once is not counted, on a busy machine either.
    private static long Alive(Func<long> native)
    {
        GC.Collect();
        GCMemoryInfo info = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return info.HeapSizeBytes - info.FragmentedBytes + native();
    }
}
