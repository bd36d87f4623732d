using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Descriptors;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal;

/// <summary>Measures descriptors of every frame as librosa does; they share one Fourier transform. See <see cref="DescriptorKind"/>.</summary>
public sealed unsafe class DescriptorExtractor : ISpectralFeature
{
    private readonly DescriptorEngine _engine;
    private readonly ScratchPool<SpectralConsumer> _consumers;

    /// <summary>Plans the extraction.</summary>
    /// <param name="options">The options; null: <see cref="DescriptorOptions"/>'s defaults, which measure everything.</param>
    /// <param name="sampleRate">Samples per second, at least 1.</param>
    /// <exception cref="ArgumentException">An option is outside its range, or does not fit the sample rate.</exception>
    public DescriptorExtractor(DescriptorOptions? options, int sampleRate)
    {
        _engine = new DescriptorEngine(options ?? new DescriptorOptions(), sampleRate, SimdWidths.Best);
        _consumers = new(() => new Consumer(_engine));
    }

    /// <inheritdoc/>
    public int Width => _engine.Layout.Width;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _engine.Layout.Names;

    SpectralEngine? ISpectralFeature.Spectra => _engine.Spectra;

    /// <inheritdoc/>
    public int FrameCount(int samples) => _engine.Plan.FrameCount(samples);

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> frames) => SharedSpectra.Extract(this, samples, frames);

    SpectralConsumer ISpectralFeature.Rent() => _consumers.Rent();

    void ISpectralFeature.Return(SpectralConsumer consumer) => _consumers.Return(consumer);

    private sealed class Consumer(DescriptorEngine engine) : SpectralConsumer
    {
        private readonly DescriptorScratch _scratch = new();
        private readonly TuningEstimator? _tuning = engine.CreateTuningEstimator();
        private float* _frames;
        private int _count;

        public override void Begin(int count, float* frames)
        {
            _count = count;
            _frames = frames;
            engine.Begin(count, _scratch, _tuning);
        }

        public override void Accept(float* power, float* energy, int first, int count) => engine.Accept(power, first, count, _scratch, _tuning);

        public override void End(ReadOnlySpan<float> samples)
        {
            engine.End(samples, _scratch, _tuning);
            int lanes = engine.Plan.Lanes, width = engine.Layout.Width;
            for (int first = 0; first < _count; first += lanes)
            {
                int part = Math.Min(lanes, _count - first);
                LaneRows.ToFrames(engine.Group(_scratch, first / lanes), lanes, width, part, new Span<float>(_frames + (nint)first * width, part * width));
            }
        }
    }
}
