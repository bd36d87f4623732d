using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal;

/// <summary>Short-time Fourier magnitudes or powers, <c>|librosa.stft(y)|^Power</c>; one coefficient per bin, NFft / 2 + 1.</summary>
public sealed unsafe class SpectrogramExtractor : ISpectralFeature
{
    private readonly FramePlan _plan;
    private readonly SpectralEngine _engine;
    private readonly ScratchPool<SpectralConsumer> _consumers;

    /// <summary>Plans the extraction.</summary>
    /// <param name="options">The options; null: <see cref="SpectrogramOptions"/>'s defaults.</param>
    /// <param name="sampleRate">Samples per second, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public SpectrogramExtractor(SpectrogramOptions? options, int sampleRate)
    {
        options ??= new SpectrogramOptions();
        _plan = new FramePlan(options, sampleRate);
        _engine = new SpectralEngine(_plan, SimdWidths.Best);
        var law = new PowerLaw(options.Power);
        _consumers = new(() => new Consumer(_plan, law));
        Names = FeatureNames.Numbered("bin", _plan.Bins);
    }

    /// <inheritdoc/>
    public int Width => _plan.Bins;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    SpectralEngine ISpectralFeature.Spectra => _engine;

    /// <inheritdoc/>
    public int FrameCount(int samples) => _plan.FrameCount(samples);

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> frames) => SharedSpectra.Extract(this, samples, frames);

    SpectralConsumer ISpectralFeature.Rent() => _consumers.Rent();

    void ISpectralFeature.Return(SpectralConsumer consumer) => _consumers.Return(consumer);

    private sealed class Consumer(FramePlan plan, PowerLaw law) : SpectralConsumer
    {
        private float* _frames;

        public override bool SpoilsPower => !law.IsIdentity;

        public override void Begin(int count, float* frames) => _frames = frames;

        public override void Accept(float* power, float* energy, int first, int count)
        {
            law.Apply(power, plan.Bins * plan.Lanes, SimdWidths.Best);
            LaneRows.ToFrames(power, plan.Lanes, plan.Bins, count, new Span<float>(_frames + (nint)first * plan.Bins, count * plan.Bins));
        }

        public override void End(ReadOnlySpan<float> samples)
        {
        }
    }
}
