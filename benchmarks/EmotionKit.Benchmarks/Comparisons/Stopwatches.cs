using System.Diagnostics;

namespace EmotionKit.Benchmarks.Comparisons;

internal static class Stopwatches
{
    /// <summary>Best seconds of <paramref name="work"/>, after a warm-up, over at least <paramref name="seconds"/> and 5 runs.</summary>
    public static double Best(Action work, double seconds = 1.5)
    {
        // Long enough for the second compilation tier, which starts 100 ms after the last new method.
        var warmUp = Stopwatch.StartNew();
        do
            work();
        while (warmUp.Elapsed.TotalSeconds < 0.5);

        double best = double.PositiveInfinity;
        var total = Stopwatch.StartNew();
        for (int runs = 0; runs < 5 || total.Elapsed.TotalSeconds < seconds; runs++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return best;
    }
}
