namespace EmotionKit.Signal;

/// <summary>
/// Options of <see cref="DescriptorExtractor"/>. Frames are those of <see cref="FrameOptions"/>; spectra are magnitudes under its
/// window; zero crossings and F0 look at <see cref="FrameOptions.NFft"/> samples without a window.
/// </summary>
public sealed record DescriptorOptions : FrameOptions
{
    /// <summary>What to measure, in this order; each at most once. Default: everything, in the order of <see cref="DescriptorKind"/>.</summary>
    public IReadOnlyList<DescriptorKind> Which { get; init; } = Enum.GetValues<DescriptorKind>();

    /// <summary>
    /// Whether RMS is taken from the samples of a frame (<c>librosa.feature.rms(y=...)</c>) instead of its spectrum under the window
    /// (<c>rms(S=...)</c>).
    /// </summary>
    public bool RmsFromSamples { get; init; }

    /// <summary>The exponent of the distance from the centroid, above 0 (<c>p</c>).</summary>
    public double BandwidthPower { get; init; } = 2;

    /// <summary>The part of the magnitudes below the roll-off, above 0 and below 1 (<c>roll_percent</c>).</summary>
    public double RolloffPercent { get; init; } = 0.85;

    /// <summary>Smaller powers count as this in the flatness, above 0 (<c>amin</c>).</summary>
    public double FlatnessAMin { get; init; } = 1e-10;

    /// <summary>Octave bands of the contrast, at least 1; the last reaches to half the sample rate (<c>n_bands</c>).</summary>
    public int ContrastBands { get; init; } = 6;

    /// <summary>Where the first octave starts in Hz, above 0 (<c>fmin</c>).</summary>
    public double ContrastFMin { get; init; } = 200;

    /// <summary>The part of a band's bins that make its peak, and its valley; above 0, at most 0.5 (<c>quantile</c>).</summary>
    public double ContrastQuantile { get; init; } = 0.02;

    /// <summary>Whether contrast is the difference of magnitudes instead of decibels (<c>linear</c>).</summary>
    public bool ContrastLinear { get; init; }

    /// <summary>Pitch classes of the chroma, 1 to 120 (<c>n_chroma</c>).</summary>
    public int NChroma { get; init; } = 12;

    /// <summary>
    /// Deviation from A = 440 Hz in pitch classes (fractions of a semitone for 12). Null: estimated from each clip, which is librosa's
    /// default.
    /// </summary>
    public double? Tuning { get; init; } = 0;

    /// <summary>The lowest fundamental frequency in Hz, above 0.</summary>
    public double F0Min { get; init; } = 65;

    /// <summary>The highest fundamental frequency in Hz, above <see cref="F0Min"/>, at most half the sample rate.</summary>
    public double F0Max { get; init; } = 500;

    /// <summary>The difference function's value below which a minimum is taken for the period, above 0 (<c>trough_threshold</c>).</summary>
    public double F0Threshold { get; init; } = 0.1;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        CheckWhich();
        Check.Positive(BandwidthPower);
        Check.InRange(RolloffPercent, double.Epsilon, 1 - 1e-9);
        Check.InRange(FlatnessAMin, 1e-37, 1e37);
        Check.InRange(ContrastBands, 1, 32);
        Check.Positive(ContrastFMin);
        Check.InRange(ContrastQuantile, double.Epsilon, 0.5);
        Check.InRange(NChroma, 1, 120);
        if (Tuning is { } tuning)
            Check.Finite(tuning, nameof(Tuning));
        Check.Positive(F0Min);
        Check.Positive(F0Threshold);
        if (!(F0Max > F0Min && double.IsFinite(F0Max)))
            throw new ArgumentOutOfRangeException(nameof(F0Max), F0Max, $"F0Max: expected a frequency above F0Min ({F0Min} Hz), got {F0Max}.");
    }

    internal override bool NeedsDouble => true;

    private void CheckWhich()
    {
        ArgumentNullException.ThrowIfNull(Which);
        if (Which.Count == 0)
            throw new ArgumentException("Which: expected at least one descriptor, got none.", nameof(Which));
        var seen = new HashSet<DescriptorKind>();
        foreach (DescriptorKind kind in Which)
        {
            Check.Defined(kind, nameof(Which));
            if (!seen.Add(kind))
                throw new ArgumentException($"Which: expected every descriptor at most once, got {kind} twice.", nameof(Which));
        }
    }
}
