using System.Runtime.CompilerServices;

namespace EmotionKit.Signal;

/// <summary>How a clip is cut into frames and each frame prepared for its Fourier transform. Defaults are librosa's.</summary>
public abstract record FrameOptions
{
    private protected FrameOptions()
    {
    }

    /// <summary>Length of the Fourier transform in samples, 1 to 2^20; any size, not only powers of two.</summary>
    public int NFft { get; init; } = 2048;

    /// <summary>Samples from one frame to the next. Null: what librosa takes (<see cref="NFft"/> / 4 for a spectrogram, 512 for mel, MFCC and descriptors).</summary>
    public int? HopLength { get; init; }

    /// <summary>Samples under the window, 1 to <see cref="NFft"/>. Null: <see cref="NFft"/>.</summary>
    public int? WinLength { get; init; }

    /// <summary>If set, the distance of frames in seconds, above 0; overrides <see cref="HopLength"/>.</summary>
    public double? HopSeconds { get; init; }

    /// <summary>If set, the length of the window in seconds, above 0; overrides <see cref="WinLength"/>.</summary>
    public double? WinSeconds { get; init; }

    /// <summary>Whether the transform's length is the next power of two from the window's length, whatever <see cref="NFft"/> says.</summary>
    public bool RoundToPowerOfTwo { get; init; }

    /// <summary>The window function.</summary>
    public WindowKind Window { get; init; } = WindowKind.Hann;

    /// <summary>The parameter of <see cref="WindowKind.Kaiser"/>, <see cref="WindowKind.Gaussian"/> and <see cref="WindowKind.Tukey"/>: beta, 0 to
    /// 1000; standard deviation in samples, above 0; tapered share, 0 to 1, default 0.5. Others have none.</summary>
    public double? WindowParameter { get; init; }

    /// <summary>Whether the window is symmetric (filter design, HTK, Kaldi) instead of periodic (spectral analysis, librosa).</summary>
    public bool WindowSymmetric { get; init; }

    /// <summary>Whether frame t is centred at sample t * hop, the clip being padded at both ends; else it starts there.</summary>
    public bool Center { get; init; } = true;

    /// <summary>What the clip is padded with when <see cref="Center"/> is set.</summary>
    public PadMode PadMode { get; init; } = PadMode.Zero;

    /// <summary>Which samples a frame has when the window is shorter than <see cref="NFft"/>.</summary>
    public FrameAlignment Alignment { get; init; } = FrameAlignment.Middle;

    /// <summary>The factor that samples (-1..1) are multiplied by before all else; Kaldi and HTK work on 16-bit integers, 32768. Above 0;
    /// default 1.</summary>
    public double SampleScale { get; init; } = 1;

    /// <summary>Whether each frame's mean over the window's length is subtracted.</summary>
    public bool RemoveDcOffset { get; init; }

    /// <summary>The factor of pre-emphasis, 0 (none, the default) to 1.</summary>
    public double PreEmphasis { get; init; }

    /// <summary>Where pre-emphasis is applied.</summary>
    public PreEmphasisMode PreEmphasisMode { get; init; } = PreEmphasisMode.Clip;

    /// <summary>The precision of the Fourier transform.</summary>
    public FourierPrecision Precision { get; init; } = FourierPrecision.Auto;

    /// <summary>Checks what does not depend on the sample rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public virtual void Validate()
    {
        Check.InRange(NFft, 1, MaxNFft);
        if (HopLength is { } hop)
            Check.AtLeast(hop, 1, nameof(HopLength));
        if (WinLength is { } window)
            Check.InRange(window, 1, RoundToPowerOfTwo ? MaxNFft : NFft, nameof(WinLength));
        CheckSeconds(HopSeconds);
        CheckSeconds(WinSeconds);
        Check.Defined(Window);
        CheckWindowParameter();
        Check.Defined(PadMode);
        Check.Defined(Alignment);
        Check.Positive(SampleScale);
        Check.Finite((float)SampleScale, nameof(SampleScale));
        Check.InRange(PreEmphasis, 0.0, 1.0);
        Check.Defined(PreEmphasisMode);
        Check.Defined(Precision);
    }

    internal const int MaxNFft = 1 << 20;

    // Whether the feature shows the noise of a Fourier transform in single precision.
    internal virtual bool NeedsDouble => false;

    // librosa.feature's functions default to 512 whatever n_fft is; librosa.stft to a quarter of its window.
    internal virtual int DefaultHop(int winLength) => 512;

    private static void CheckSeconds(double? seconds, [CallerArgumentExpression(nameof(seconds))] string name = "")
    {
        if (seconds is { } value)
            Check.Positive(value, name);
    }

    private void CheckWindowParameter()
    {
        switch (Window)
        {
            case WindowKind.Kaiser:
                Check.InRange(WindowParameter ?? double.NaN, 0.0, 1000.0, nameof(WindowParameter));
                break;
            case WindowKind.Gaussian:
                Check.Positive(WindowParameter ?? double.NaN, nameof(WindowParameter));
                break;
            case WindowKind.Tukey:
                Check.InRange(WindowParameter ?? 0.5, 0.0, 1.0, nameof(WindowParameter));
                break;
        }
    }
}
