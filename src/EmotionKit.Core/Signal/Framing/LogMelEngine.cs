using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>
/// Mel bands of a clip, and their logarithms, kept as groups of rows: group g has <see cref="Bands"/> rows of
/// <see cref="FramePlan.Lanes"/> floats.
/// </summary>
internal sealed unsafe class LogMelEngine
{
    private readonly MelBandOptions _options;
    private readonly SpectralEngine _spectra;
    private readonly MelFilterbank _filters;
    private readonly PowerLaw _law;

    public LogMelEngine(MelBandOptions options, int sampleRate)
    {
        Plan = new FramePlan(options, sampleRate);
        _options = options;
        _spectra = new SpectralEngine(Plan);
        _filters = new MelFilterbank(options, Plan);
        _law = new PowerLaw(options.Power);
    }

    public FramePlan Plan { get; }

    public int Bands => _filters.Bands;

    /// <summary>Floats from one group to the next: the bands, and a row of energies.</summary>
    public int GroupLength => (Bands + 1) * Plan.Lanes;

    /// <summary>Fills <see cref="FrameScratch.Kept"/>.</summary>
    public void Run(ReadOnlySpan<float> samples, FrameScratch scratch, bool log, bool energy)
    {
        int frames = Plan.FrameCount(samples.Length);
        int groups = (frames + Plan.Lanes - 1) / Plan.Lanes;
        long total = (long)groups * GroupLength;
        if (total > Array.MaxLength / 2)
            throw new ArgumentException($"samples: expected a clip of fewer frames, got {frames} frames of {Bands} bands. Cut the clip, or raise HopLength.", nameof(samples));
        scratch.Kept.Reserve((int)total);
        var state = new State(this, scratch.Kept.Pointer, log);
        _spectra.Process(samples, scratch, energy, ref state, static (ref state, power, energyRow, first, count) => state.Accept(power, energyRow, first, count));
        if (log && _options.LogKind == LogKind.Decibel && groups > 0)
            Limit(scratch.Kept.Pointer, groups, state.Largest);
    }

    private void Limit(float* kept, int groups, float largest)
    {
        // The reference only shifts all values, so the limit may come first.
        float floor = _options.TopDb is { } top ? largest - (float)top : float.MinValue;
        float reference = _options.RefMax ? largest : (float)(10 * Math.Log10(Math.Max(_options.AMin, _options.Ref)));
        for (int g = 0; g < groups; g++)
        {
            float* rows = kept + (nint)g * GroupLength;
            if (_options.TopDb is not null)
                LogRows.Clamp(rows, Bands * Plan.Lanes, floor, SimdWidths.Best);
            if (reference != 0)
            {
                for (int i = 0; i < Bands * Plan.Lanes; i++)
                    rows[i] -= reference;
            }
        }
    }

    private struct State(LogMelEngine engine, float* kept, bool log)
    {
        public float Largest = float.MinValue;

        public void Accept(float* power, float* energy, int first, int count)
        {
            FramePlan plan = engine.Plan;
            engine._law.Apply(power, plan.Bins * plan.Lanes);
            float* rows = kept + (nint)(first / plan.Lanes) * engine.GroupLength;
            engine._filters.Apply(power, plan.Lanes, rows, SimdWidths.Best);
            if (energy != null)
                new ReadOnlySpan<float>(energy, plan.Lanes).CopyTo(new Span<float>(rows + engine.Bands * plan.Lanes, plan.Lanes));
            if (!log)
                return;
            // Lanes without a frame hold silence, which is never above a frame.
            bool decibel = engine._options.LogKind == LogKind.Decibel;
            float largest = LogRows.Apply(rows, engine.Bands * plan.Lanes, (float)engine._options.AMin, decibel ? DecibelsPerNeper : 1, 0, SimdWidths.Best);
            Largest = MathF.Max(Largest, largest);
        }
    }

    // 10 / ln 10.
    private const float DecibelsPerNeper = 4.342944819032518f;
}
