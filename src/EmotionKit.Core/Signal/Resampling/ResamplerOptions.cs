namespace EmotionKit.Signal;

/// <summary>The low-pass of a <see cref="Resampler"/>: how flat, how steep, how deep. Frequencies are fractions of the lower
/// Nyquist frequency, that is of half the lower of the two sample rates.</summary>
public sealed record ResamplerOptions
{
    /// <summary>Attenuation of everything above <see cref="StopBand"/>, in dB, 20 to 140 (where single precision ends). Default 100.</summary>
    public double StopBandDecibels { get; init; } = 100;

    /// <summary>Up to here the gain is 1: from 0.01 to 0.02 below <see cref="StopBand"/>. Default 0.91.</summary>
    public double PassBand { get; init; } = 0.91;

    /// <summary>From here on the attenuation holds, 0.05 to 1.5. The default of 1 means that nothing folds back; twice the
    /// distance to <see cref="PassBand"/> halves the work.</summary>
    public double StopBand { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(StopBandDecibels, 20, 140);
        Check.InRange(StopBand, 0.05, 1.5);
        Check.InRange(PassBand, 0.01, StopBand - 0.02);
    }
}
