using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal;

/// <summary>Mel spectrograms, plain or logarithmic; one coefficient per band.</summary>
public sealed unsafe class MelSpectrogramExtractor : ISpectralFeature
{
    private readonly LogMelEngine _engine;
    private readonly ScratchPool<SpectralConsumer> _consumers;

    /// <summary>Plans the extraction.</summary>
    /// <param name="options">The options; null: <see cref="MelOptions"/>'s defaults.</param>
    /// <param name="sampleRate">Samples per second, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public MelSpectrogramExtractor(MelOptions? options, int sampleRate)
    {
        options ??= new MelOptions();
        _engine = new LogMelEngine(options, sampleRate, SimdWidths.Best);
        bool log = options.Log;
        _consumers = new(() => new Consumer(_engine, log));
        Names = FeatureNames.Numbered("mel", Width);
    }

    /// <inheritdoc/>
    public int Width => _engine.Bands;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    SpectralEngine ISpectralFeature.Spectra => _engine.Spectra;

    /// <inheritdoc/>
    public int FrameCount(int samples) => _engine.Plan.FrameCount(samples);

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> frames) => SharedSpectra.Extract(this, samples, frames);

    SpectralConsumer ISpectralFeature.Rent() => _consumers.Rent();

    void ISpectralFeature.Return(SpectralConsumer consumer) => _consumers.Return(consumer);

    private sealed class Consumer(LogMelEngine engine, bool log) : LogMelConsumer(engine, log)
    {
        protected override int Width => Engine.Bands;

        protected override void Write(float* rows, LogRange range, int count, Span<float> frames)
        {
            int lanes = Engine.Plan.Lanes;
            if (range != LogRange.Whole)
                LogRows.Apply(rows, Width * lanes, range, Engine.Limit);
            LaneRows.ToFrames(rows, lanes, Width, count, frames);
        }
    }
}
