namespace EmotionKit.Signal.Framing;

/// <summary>Frame options with a sample rate applied: everything in samples.</summary>
internal sealed class FramePlan
{
    public FramePlan(FrameOptions options, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Check.InRange(sampleRate, 1, 1 << 24);
        SampleRate = sampleRate;
        WindowLength = options.WinSeconds is { } seconds ? Samples(seconds, sampleRate, nameof(options.WinSeconds)) : options.WinLength ?? options.NFft;
        NFft = options.RoundToPowerOfTwo ? (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)WindowLength) : options.NFft;
        if (WindowLength > NFft)
            throw new ArgumentOutOfRangeException(nameof(options), $"NFft: expected at least the window's {WindowLength} samples, got {NFft}. Set a larger NFft, or RoundToPowerOfTwo.");
        Hop = options.HopSeconds is { } hop ? Samples(hop, sampleRate, nameof(options.HopSeconds)) : options.HopLength ?? options.DefaultHop(WindowLength);
        bool middle = options.Alignment == FrameAlignment.Middle;
        FrameLength = middle ? NFft : WindowLength;
        WindowOffset = middle ? (NFft - WindowLength) / 2 : 0;
        Padding = options.Center ? FrameLength / 2 : 0;
        PadMode = options.PadMode;
        RemoveDcOffset = options.RemoveDcOffset;
        ClipPreEmphasis = options.PreEmphasisMode == PreEmphasisMode.Clip ? (float)options.PreEmphasis : 0;
        FramePreEmphasis = options.PreEmphasisMode == PreEmphasisMode.Frame ? options.PreEmphasis : 0;
        SampleScale = options.SampleScale;
        Window = Windows.Create(options.Window, WindowLength, options.WindowSymmetric, options.WindowParameter);
        IsDouble = options.Precision == FourierPrecision.Double || (options.Precision == FourierPrecision.Auto && options.NeedsDouble);
    }

    public int SampleRate { get; }

    public int NFft { get; }

    public int Hop { get; }

    /// <summary>Samples that count for the number of frames.</summary>
    public int FrameLength { get; }

    /// <summary>Samples under the window, and where it starts in the frame.</summary>
    public int WindowLength { get; }

    public int WindowOffset { get; }

    public double[] Window { get; }

    /// <summary>Samples before the clip's first that the first frame starts at.</summary>
    public int Padding { get; }

    public PadMode PadMode { get; }

    public bool RemoveDcOffset { get; }

    public float ClipPreEmphasis { get; }

    public double FramePreEmphasis { get; }

    public double SampleScale { get; }

    /// <summary>Whether window and Fourier transform are in double precision.</summary>
    public bool IsDouble { get; }

    public int Bins => NFft / 2 + 1;

    /// <summary>Frames that are transformed together; fewer where they would not stay in the cache. Depends on nothing but <see cref="NFft"/>.</summary>
    public int Lanes => NFft <= 4096 ? 16 : NFft <= 16384 ? 8 : 4;

    /// <summary>Whether <paramref name="other"/> cuts, prepares and transforms the samples of a clip to the same bits.</summary>
    public bool GivesSameSpectra(FramePlan other) =>
        NFft == other.NFft && Hop == other.Hop && FrameLength == other.FrameLength && WindowOffset == other.WindowOffset
        && Padding == other.Padding && (PadMode == other.PadMode || Padding == 0) && IsDouble == other.IsDouble
        && RemoveDcOffset == other.RemoveDcOffset && ClipPreEmphasis == other.ClipPreEmphasis && FramePreEmphasis == other.FramePreEmphasis
        && SampleScale == other.SampleScale && Window.AsSpan().SequenceEqual(other.Window);

    public int FrameCount(int samples)
    {
        Check.AtLeast(samples, 0);
        if (samples == 0)
            return 0;
        long padded = samples + 2L * Padding;
        return padded < FrameLength ? 0 : (int)(1 + (padded - FrameLength) / Hop);
    }

    // Truncates as Kaldi does, after rounding errors of the product.
    private static int Samples(double seconds, int sampleRate, string name)
    {
        double samples = seconds * sampleRate;
        if (samples > FrameOptions.MaxNFft)
            throw new ArgumentOutOfRangeException(name, seconds, $"{name}: expected at most {FrameOptions.MaxNFft} samples, got {seconds} s at {sampleRate} Hz.");
        return Math.Max(1, (int)(samples * (1 + 1e-12)));
    }
}
