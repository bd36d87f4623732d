using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>
/// Mel bands of a clip, and their logarithms, kept as groups of rows: group g has <see cref="Bands"/> rows of
/// <see cref="FramePlan.Lanes"/> floats, then a row of energies.
/// </summary>
internal sealed unsafe class LogMelEngine
{
    private const float Log10OfE = 0.4342944819032518f;

    private readonly MelBandOptions _options;
    private readonly MelFilterbank _filters;
    private readonly PowerLaw _law;

    public LogMelEngine(MelBandOptions options, int sampleRate, SimdWidth limit)
    {
        Limit = limit;
        Plan = new FramePlan(options, sampleRate);
        _options = options;
        Spectra = new SpectralEngine(Plan, limit);
        _filters = new MelFilterbank(options, Plan);
        _law = new PowerLaw(options.Power);
    }

    public FramePlan Plan { get; }

    public SpectralEngine Spectra { get; }

    /// <summary>Whether <see cref="Accept"/> leaves the powers as they are.</summary>
    public bool KeepsPower => _law.IsIdentity;

    /// <summary>The widest vectors to use.</summary>
    public SimdWidth Limit { get; }

    public int Bands => _filters.Bands;

    /// <summary>Floats from one group to the next.</summary>
    public int GroupLength => (Bands + 1) * Plan.Lanes;

    /// <summary>What remains to be done to logarithms where no limit hangs on the clip's maximum.</summary>
    public LogRange Unlimited => Range(float.MaxValue) with { Floor = float.MinValue };

    /// <summary>Makes room for a clip's bands in <see cref="FrameScratch.Kept"/>.</summary>
    public void Reserve(int frames, FrameScratch scratch) =>
        scratch.Kept.Reserve((long)((frames + Plan.Lanes - 1) / Plan.Lanes) * GroupLength);

    /// <summary>Adds a group's bands, or their logarithms, which have neither been cut off nor shifted.</summary>
    /// <returns>The largest logarithm. Lanes without a frame hold silence, which is never above a frame.</returns>
    public float Accept(float* power, float* energy, int first, FrameScratch scratch, bool log) =>
        Finish(power, energy, Rows(first, scratch), log);

    /// <summary>The rows of the group that begins with a frame.</summary>
    public float* Rows(int first, FrameScratch scratch) => scratch.Kept.Pointer + (nint)(first / Plan.Lanes) * GroupLength;

    /// <summary>What remains to be done to logarithms, the largest of which is known.</summary>
    public LogRange Range(float largest)
    {
        if (_options.LogKind != LogKind.Decibel)
            return LogRange.Whole;
        // The reference only shifts all values, so the limit may come first.
        float floor = _options.TopDb is { } top ? largest - (float)top : float.MinValue;
        float reference = _options.RefMax ? largest : (float)(10 * Math.Log10(Math.Max(_options.AMin, _options.Ref)));
        return new LogRange(floor, reference);
    }

    /// <summary>Logarithms of one group of frames of a clip, which is past its pre-emphasis; <see cref="GroupLength"/> floats.</summary>
    public float* Group(float* clip, int length, int first, int count, FrameScratch scratch, bool energy)
    {
        scratch.Kept.Reserve(GroupLength);
        Spectra.Group(clip, length, first, count, scratch, energy, out float* power, out float* energyRow);
        Finish(power, energyRow, scratch.Kept.Pointer, log: true);
        return scratch.Kept.Pointer;
    }

    // Turns a group's spectra into its bands; returns the largest logarithm.
    private float Finish(float* power, float* energy, float* rows, bool log)
    {
        int lanes = Plan.Lanes;
        _law.Apply(power, Plan.Bins * lanes, Limit);
        _filters.Apply(power, lanes, rows, Limit);
        if (energy != null)
            new ReadOnlySpan<float>(energy, lanes).CopyTo(new Span<float>(rows + Bands * lanes, lanes));
        if (!log)
            return float.MinValue;
        float scale = _options.LogKind switch
        {
            LogKind.Decibel => 10 * Log10OfE,
            LogKind.Log10 => Log10OfE,
            _ => 1,
        };
        return LogRows.Apply(rows, Bands * lanes, (float)_options.AMin, scale, 0, Limit);
    }
}
