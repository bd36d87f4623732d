using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>
/// Mel bands of a clip, and their logarithms, kept as groups of rows: group g has <see cref="Bands"/> rows of
/// <see cref="FramePlan.Lanes"/> floats, then a row of energies.
/// </summary>
internal sealed unsafe class LogMelEngine
{
    // 10 / ln 10.
    private const float DecibelsPerNeper = 4.342944819032518f;

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

    /// <summary>Fills <see cref="FrameScratch.Kept"/>. Logarithms have neither been cut off nor shifted; see the result.</summary>
    public LogRange Run(ReadOnlySpan<float> samples, FrameScratch scratch, bool log, bool energy)
    {
        int frames = Plan.FrameCount(samples.Length);
        int groups = (frames + Plan.Lanes - 1) / Plan.Lanes;
        scratch.Kept.Reserve((long)groups * GroupLength);
        var state = new State(this, scratch.Kept.Pointer, log);
        _spectra.Process(samples, scratch, energy, ref state, static (ref state, power, energyRow, first, count) => state.Accept(power, energyRow, first));
        if (!log || _options.LogKind == LogKind.Natural)
            return LogRange.Whole;
        // The reference only shifts all values, so the limit may come first.
        float floor = _options.TopDb is { } top ? state.Largest - (float)top : float.MinValue;
        float reference = _options.RefMax ? state.Largest : (float)(10 * Math.Log10(Math.Max(_options.AMin, _options.Ref)));
        return new LogRange(floor, reference);
    }

    private struct State(LogMelEngine engine, float* kept, bool log)
    {
        public float Largest = float.MinValue;

        public void Accept(float* power, float* energy, int first)
        {
            FramePlan plan = engine.Plan;
            engine._law.Apply(power, plan.Bins * plan.Lanes, engine.Limit);
            float* rows = kept + (nint)(first / plan.Lanes) * engine.GroupLength;
            engine._filters.Apply(power, plan.Lanes, rows, engine.Limit);
            if (energy != null)
                new ReadOnlySpan<float>(energy, plan.Lanes).CopyTo(new Span<float>(rows + engine.Bands * plan.Lanes, plan.Lanes));
            if (!log)
                return;
            // Lanes without a frame hold silence, which is never above a frame.
            float scale = engine._options.LogKind == LogKind.Decibel ? DecibelsPerNeper : 1;
            float largest = LogRows.Apply(rows, engine.Bands * plan.Lanes, (float)engine._options.AMin, scale, 0, engine.Limit);
            Largest = MathF.Max(Largest, largest);
        }
    }
}
