using System.Globalization;

namespace EmotionKit.Cli.Output;

/// <summary>How long work will still take, from how long it has taken so far.</summary>
internal static class RemainingTime
{
    /// <summary>Supposes that the steps to come take as long as those done; null before the first and after the last.</summary>
    public static TimeSpan? Estimate(TimeSpan elapsed, double done, double steps) =>
        done <= 0 || done >= steps ? null : elapsed * ((steps - done) / done);

    /// <summary>As a person says it: 12 s, 3 min 05 s, 2 h 10 min.</summary>
    public static string Text(TimeSpan time)
    {
        int seconds = (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), 0, int.MaxValue);
        return seconds switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds} s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60:00} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600} h {seconds / 60 % 60:00} min"),
        };
    }
}
