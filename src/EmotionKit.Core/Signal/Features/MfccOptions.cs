namespace EmotionKit.Signal;

/// <summary>Options of mel-frequency cepstral coefficients; the defaults give <c>librosa.feature.mfcc</c>.</summary>
public sealed record MfccOptions : MelBandOptions
{
    /// <summary>Number of coefficients, 1 to <see cref="MelBandOptions.NMels"/>.</summary>
    public int NMfcc { get; init; } = 20;

    /// <summary>The type of the discrete cosine transform: 1, 2 or 3.</summary>
    public int DctType { get; init; } = 2;

    /// <summary>The scale of the discrete cosine transform.</summary>
    public DctNorm DctNorm { get; init; } = DctNorm.Ortho;

    /// <summary>The length of the lifter, at least 0; 0 is none.</summary>
    public double Lifter { get; init; }

    /// <summary>The form of the lifter.</summary>
    public LifterKind LifterKind { get; init; } = LifterKind.Librosa;

    /// <summary>
    /// Whether coefficient 0 is replaced by the natural logarithm of the frame's energy: the sum of its squares over the window's
    /// length, after <see cref="FrameOptions.RemoveDcOffset"/>, before pre-emphasis in the frame and window (Kaldi's <c>--use-energy</c>).
    /// </summary>
    public bool UseEnergy { get; init; }

    /// <summary><c>librosa.feature.mfcc</c> 0.10 with its defaults: 20 coefficients, frames of 2048 samples every 512, 128 Slaney bands, 80 dB.</summary>
    public static MfccOptions Librosa { get; } = new();

    /// <summary>
    /// <c>torchaudio.transforms.MFCC</c> with its defaults: HTK mel scale without area normalisation, 40 coefficients of 128 bands,
    /// frames of 400 samples every 200, reflected ends, decibels limited to 80 below the clip's maximum.
    /// </summary>
    public static MfccOptions Htk { get; } = new()
    {
        NFft = 400,
        HopLength = 200,
        PadMode = PadMode.Reflect,
        HtkScale = true,
        Norm = MelNorm.None,
        NMfcc = 40,
    };

    /// <summary>
    /// Kaldi's <c>compute-mfcc-feats</c> with its defaults but <c>--dither=0</c>: 13 coefficients of 23 bands from 20 Hz, 25 ms every 10 ms,
    /// Povey window, pre-emphasis 0.97, coefficient 0 replaced by the frame's log energy, lifter 22.
    /// </summary>
    public static MfccOptions Kaldi { get; } = new()
    {
        WinSeconds = 0.025,
        HopSeconds = 0.010,
        RoundToPowerOfTwo = true,
        Window = WindowKind.Povey,
        WindowSymmetric = true,
        Center = false,
        Alignment = FrameAlignment.Start,
        SampleScale = 32768,
        RemoveDcOffset = true,
        PreEmphasis = 0.97,
        PreEmphasisMode = PreEmphasisMode.Frame,
        NMels = 23,
        FMin = 20,
        HtkScale = true,
        Norm = MelNorm.None,
        Triangles = TriangleScale.Mel,
        LogKind = LogKind.Natural,
        AMin = SingleEpsilon,
        TopDb = null,
        NMfcc = 13,
        Lifter = 22,
        LifterKind = LifterKind.Htk,
        UseEnergy = true,
    };

    /// <summary>The options of a preset, to change with <c>with</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The preset is unknown.</exception>
    public static MfccOptions FromPreset(MfccPreset preset) => Check.Defined(preset) switch
    {
        MfccPreset.Kaldi => Kaldi,
        MfccPreset.Htk => Htk,
        _ => Librosa,
    };

    // C's FLT_EPSILON, which is the floor of Kaldi's logarithms; .NET's float.Epsilon is the smallest denormal.
    internal const double SingleEpsilon = 1.1920928955078125e-7;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Check.AtLeast(NMfcc, 1);
        if (NMfcc > NMels)
            throw new ArgumentOutOfRangeException(nameof(NMfcc), NMfcc, $"NMfcc: expected at most NMels ({NMels}), got {NMfcc}. Ask for more mel bands or fewer coefficients.");
        Check.InRange(DctType, 1, 3);
        if (DctType == 1)
            Check.AtLeast(NMels, 2);
        Check.Defined(DctNorm);
        Check.InRange(Lifter, 0.0, 1e9);
        Check.Defined(LifterKind);
    }

    // A lifter multiplies errors too, and so does a transform that is not orthonormal.
    internal override bool NeedsDouble => Lifter > 0 || DctNorm == DctNorm.None || base.NeedsDouble;

    private protected override bool TakesLogarithm => true;
}
