using System.Text.Json.Serialization;

namespace EmotionKit.Signal;

/// <summary>Options of the mel bands and their logarithm that mel spectrograms and MFCC share. Defaults are librosa's.</summary>
public abstract record MelBandOptions : FrameOptions
{
    private protected MelBandOptions()
    {
    }

    /// <summary>Number of mel bands, 1 to 4096.</summary>
    public int NMels { get; init; } = 128;

    /// <summary>The lowest frequency in Hz, at least 0.</summary>
    public double FMin { get; init; }

    /// <summary>The highest frequency in Hz, above <see cref="FMin"/>. Null: half the sample rate.</summary>
    public double? FMax { get; init; }

    /// <summary>Whether the mel scale is HTK's, <c>2595 log10(1 + f / 700)</c>, instead of Slaney's (linear below 1 kHz).</summary>
    /// <remarks>The JSON name is <c>htk</c>, as librosa's argument.</remarks>
    [JsonPropertyName("htk")]
    public bool HtkScale { get; init; }

    /// <summary>The scale of the triangles.</summary>
    public MelNorm Norm { get; init; } = MelNorm.Slaney;

    /// <summary>The axis on which the triangles' sides are straight.</summary>
    public TriangleScale Triangles { get; init; } = TriangleScale.Hertz;

    /// <summary>The exponent of the magnitudes that the bands sum, above 0.</summary>
    public double Power { get; init; } = 2;

    /// <summary>The logarithm.</summary>
    public LogKind LogKind { get; init; } = LogKind.Decibel;

    /// <summary>Smaller values count as this before the logarithm; above 0, at least 1e-37.</summary>
    public double AMin { get; init; } = 1e-10;

    /// <summary>The value that becomes 0 dB, above 0 (<c>ref</c> of <c>librosa.power_to_db</c>).</summary>
    public double Ref { get; init; } = 1;

    /// <summary>Whether the clip's maximum becomes 0 dB, whatever <see cref="Ref"/> says (<c>ref=numpy.max</c>).</summary>
    public bool RefMax { get; init; }

    /// <summary>Decibels below the clip's maximum at which values are cut off, at least 0. Null: no limit.</summary>
    public double? TopDb { get; init; } = 80;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Check.InRange(NMels, 1, 4096);
        Check.InRange(FMin, 0.0, double.MaxValue);
        if (FMax is { } highest && !(highest > FMin && double.IsFinite(highest)))
            throw new ArgumentOutOfRangeException(nameof(FMax), highest, $"FMax: expected a frequency above FMin ({FMin} Hz), got {highest}.");
        Check.Defined(Norm);
        Check.Defined(Triangles);
        Check.InRange(Power, double.Epsilon, 16.0);
        Check.Defined(LogKind);
        Check.InRange(AMin, 1e-37, 1e37);
        Check.Positive(Ref);
        if (TopDb is { } top)
            Check.AtLeast(top, 0, nameof(TopDb));
    }

    // A limit in decibels of the magnitudes' power shows twice that range of the magnitudes themselves, and roots show more of weak bins.
    internal override bool NeedsDouble =>
        Power < 1 || LeavesOutStrongBins || (TakesLogarithm && (LogKind != LogKind.Decibel || TopDb is not { } top || top * 2 / Power > 80));

    // A frame's noise is that of its strongest bins, also of those outside the bands: of a voice, its lowest harmonics.
    private bool LeavesOutStrongBins => FMin > 200 || FMax < 1000;

    private protected abstract bool TakesLogarithm { get; }
}
