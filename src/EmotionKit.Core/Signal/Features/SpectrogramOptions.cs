namespace EmotionKit.Signal;

/// <summary>Options of a spectrogram; the defaults give <c>numpy.abs(librosa.stft(y))</c>.</summary>
public sealed record SpectrogramOptions : FrameOptions
{
    /// <summary>The exponent of the magnitude, above 0: 1 for magnitudes, 2 for powers.</summary>
    public double Power { get; init; } = 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Check.InRange(Power, double.Epsilon, 16.0);
    }

    internal override int DefaultHop(int winLength) => Math.Max(1, winLength / 4);

    // Roots below the magnitude enlarge the noise of weak bins.
    internal override bool NeedsDouble => Power < 1;
}
