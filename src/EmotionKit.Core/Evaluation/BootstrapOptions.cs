namespace EmotionKit.Evaluation;

/// <summary>Options of <see cref="BootstrapIntervals"/>.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Samples drawn, 100 to 100 000. Default 1000.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Share of the samples inside the interval, above 0 and below 1. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Seed of the draws. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(Resamples, 100, 100_000);
        Check.InRange(Level, double.Epsilon, Math.BitDecrement(1.0));
    }
}
