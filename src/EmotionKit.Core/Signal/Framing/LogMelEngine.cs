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
    private readonly SpectralEngine _spectra;
    private readonly MelFilterbank _filters;
    private readonly PowerLaw _law;

    public LogMelEngine(MelBandOptions options, int sampleRate, SimdWidth limit)
    {
        Limit = limit;
        Plan = new FramePlan(options, sampleRate);
        _options = options;
        _spectra = new SpectralEngine(Plan, limit);
        _filters = new MelFilterbank(options, Plan);
        _law = new PowerLaw(options.Power);
    }

    public FramePlan Plan { get; }

    /// <summary>The widest vectors to use.</summary>
    public SimdWidth Limit { get; }

    public int Bands => _filters.Bands;

    /// <summary>Floats from one group to the next.</summary>
    public int GroupLength => (Bands + 1) * Plan.Lanes;

    /// <summary>What remains to be done to logarithms where no limit hangs on the clip's maximum.</summary>
    public LogRange Unlimited => Range(float.MaxValue) with { Floor = float.MinValue };

    /// <summary>Fills <see cref="FrameScratch.Kept"/>. Logarithms have neither been cut off nor shifted; see the result.</summary>
    public LogRange Run(ReadOnlySpan<float> samples, FrameScratch scratch, bool log, bool energy)
    {
        int frames = Plan.FrameCount(samples.Length);
        int groups = (frames + Plan.Lanes - 1) / Plan.Lanes;
        scratch.Kept.Reserve((long)groups * GroupLength);
        var state = new State(this, scratch.Kept.Pointer, log);
        _spectra.Process(samples, scratch, energy, ref state, static (ref state, power, energyRow, first, count) => state.Accept(power, energyRow, first));
        return log ? Range(state.Largest) : LogRange.Whole;
    }

    /// <summary>Logarithms of one group of frames of a clip, which is past its pre-emphasis; <see cref="GroupLength"/> floats.</summary>
    public float* Group(float* clip, int length, int first, int count, FrameScratch scratch, bool energy)
    {
        scratch.Kept.Reserve(GroupLength);
        _spectra.Group(clip, length, first, count, scratch, energy, out float* power, out float* energyRow);
        Finish(power, energyRow, scratch.Kept.Pointer, log: true);
        return scratch.Kept.Pointer;
    }

    private LogRange Range(float largest)
    {
        if (_options.LogKind != LogKind.Decibel)
            return LogRange.Whole;
        // The reference only shifts all values, so the limit may come first.
        float floor = _options.TopDb is { } top ? largest - (float)top : float.MinValue;
        float reference = _options.RefMax ? largest : (float)(10 * Math.Log10(Math.Max(_options.AMin, _options.Ref)));
        return new LogRange(floor, reference);
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

    private struct State(LogMelEngine engine, float* kept, bool log)
    {
        public float Largest = float.MinValue;

        // Lanes without a frame hold silence, which is never above a frame.
        public void Accept(float* power, float* energy, int first)
        {
            float* rows = kept + (nint)(first / engine.Plan.Lanes) * engine.GroupLength;
            Largest = MathF.Max(Largest, engine.Finish(power, energy, rows, log));
        }
    }
}
