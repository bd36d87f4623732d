namespace EmotionKit.Signal;

/// <summary>What a <see cref="SpectralGate"/> takes for noise, and how much of it goes.</summary>
public sealed record NoiseReductionOptions
{
    /// <summary>The defaults of the Python package noisereduce: a mask smoothed over 500 Hz and 50 ms, and noise measured on all of the
    /// clip. Gentler on noise and harder on voices than the defaults here.</summary>
    public static NoiseReductionOptions NoiseReduce { get; } = new() { FrequencySmoothingHz = 500, TimeSmoothingMs = 50, QuietestPart = 1 };

    /// <summary>Samples per spectrum, 16 to 2^20. Default 1024.</summary>
    public int NFft { get; init; } = 1024;

    /// <summary>Samples from spectrum to spectrum, 1 to half of <see cref="NFft"/>; null, the default, is a quarter.</summary>
    public int? HopLength { get; init; }

    /// <summary>A bin is signal when its level is above the noise's mean, in dB, by more than this many standard deviations, 0 to 100.
    /// Default 1.5.</summary>
    public double StandardDeviations { get; init; } = 1.5;

    /// <summary>How much of the noise is taken away, 0 (nothing) to 1 (all of it, the default).</summary>
    public double PropDecrease { get; init; } = 1;

    /// <summary>The mask is smoothed over a triangle of this width in Hz, 0 or above. Default 50, narrower than the distance between the
    /// harmonics of a voice: what is wider turns them down too.</summary>
    public double FrequencySmoothingHz { get; init; } = 50;

    /// <summary>The mask is smoothed over a triangle that reaches this far to both sides, in milliseconds, 0 to 10 000. Default 20.</summary>
    public double TimeSmoothingMs { get; init; } = 20;

    /// <summary>The noise is measured on this part of the clip's frames, the quietest ones, above 0 to 1. Default 0.2; 1 takes all frames,
    /// speech included, as noisereduce does where it is given no noise. Frames of nothing but zeros do not count.</summary>
    public double QuietestPart { get; init; } = 0.2;

    /// <summary>The noise is measured on this many seconds from the clip's begin instead, above 0; null, the default, looks for the
    /// <see cref="QuietestPart"/>.</summary>
    public double? NoiseSeconds { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(NFft, 16, 1 << 20);
        if (HopLength is int hop)
            Check.InRange(hop, 1, NFft / 2, nameof(HopLength));
        Check.InRange(StandardDeviations, 0, 100);
        Check.InRange(PropDecrease, 0, 1);
        Check.InRange(FrequencySmoothingHz, 0, double.MaxValue);
        Check.InRange(TimeSmoothingMs, 0, 10_000);
        Check.Positive(QuietestPart);
        Check.InRange(QuietestPart, 0, 1);
        if (NoiseSeconds is double seconds)
            Check.Positive(seconds, nameof(NoiseSeconds));
    }
}
