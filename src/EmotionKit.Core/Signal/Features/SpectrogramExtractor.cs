using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal;

/// <summary>Short-time Fourier magnitudes or powers, <c>|librosa.stft(y)|^Power</c>; one coefficient per bin, NFft / 2 + 1.</summary>
public sealed unsafe class SpectrogramExtractor : IFrameFeature
{
    private readonly FramePlan _plan;
    private readonly SpectralEngine _engine;
    private readonly PowerLaw _law;
    private readonly ScratchPool<FrameScratch> _scratch = new(() => new FrameScratch());

    /// <summary>Plans the extraction.</summary>
    /// <param name="options">The options; null: <see cref="SpectrogramOptions"/>'s defaults.</param>
    /// <param name="sampleRate">Samples per second, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public SpectrogramExtractor(SpectrogramOptions? options, int sampleRate)
    {
        options ??= new SpectrogramOptions();
        _plan = new FramePlan(options, sampleRate);
        _engine = new SpectralEngine(_plan, SimdWidths.Best);
        _law = new PowerLaw(options.Power);
        Names = FeatureNames.Numbered("bin", _plan.Bins);
    }

    /// <inheritdoc/>
    public int Width => _plan.Bins;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int FrameCount(int samples) => _plan.FrameCount(samples);

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> frames)
    {
        FeatureInput.Check(samples, frames, _plan.FrameCount(samples.Length), Width);
        FrameScratch scratch = _scratch.Rent();
        var state = new State(frames, _law, _plan.Lanes, Width);
        _engine.Process(samples, scratch, energy: false, ref state, static (ref state, power, _, first, count) =>
        {
            state.Law.Apply(power, state.Width * state.Lanes, SimdWidths.Best);
            LaneRows.ToFrames(power, state.Lanes, state.Width, count, state.Frames.Slice(first * state.Width, count * state.Width));
        });
        _scratch.Return(scratch);
    }

    private readonly ref struct State(Span<float> frames, PowerLaw law, int lanes, int width)
    {
        public readonly Span<float> Frames = frames;
        public readonly PowerLaw Law = law;
        public readonly int Lanes = lanes;
        public readonly int Width = width;
    }
}
