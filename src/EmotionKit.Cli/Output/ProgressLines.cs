using System.Globalization;

namespace EmotionKit.Cli.Output;

/// <summary>Progress where no bar can be drawn: a line now and then, and none of work that is soon done. Safe to use from several threads.</summary>
internal sealed class ProgressLines(string what, int steps, TimeProvider clock, Action<string> write)
{
    /// <summary>Between two lines, and before the first.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _next = Interval;
    private int _done;

    /// <summary>One step more is done.</summary>
    public void Step()
    {
        string line;
        lock (_gate)
        {
            _done++;
            TimeSpan elapsed = clock.GetElapsedTime(_start);
            if (elapsed < _next || RemainingTime.Estimate(elapsed, _done, steps) is not { } left)
                return;
            _next = elapsed + Interval;
            line = string.Create(CultureInfo.InvariantCulture, $"{what}: {100L * _done / steps} %, about {RemainingTime.Text(left)} left");
        }
        write(line);
    }
}
