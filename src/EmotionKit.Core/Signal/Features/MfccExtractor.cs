using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal;

/// <summary>Mel-frequency cepstral coefficients; see <see cref="MfccOptions"/> for the presets and what they equal.</summary>
public sealed unsafe class MfccExtractor : ISpectralFeature
{
    private readonly CepstralEngine _engine;
    private readonly ScratchPool<SpectralConsumer> _consumers;

    /// <summary>Plans the extraction.</summary>
    /// <param name="options">The options; null: <see cref="MfccOptions.Librosa"/>.</param>
    /// <param name="sampleRate">Samples per second, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public MfccExtractor(MfccOptions? options, int sampleRate)
    {
        _engine = new CepstralEngine(options ?? MfccOptions.Librosa, sampleRate, SimdWidths.Best);
        _consumers = new(() => new Consumer(_engine));
        Names = FeatureNames.Numbered("mfcc", Width);
    }

    /// <inheritdoc/>
    public int Width => _engine.Width;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    SpectralEngine ISpectralFeature.Spectra => _engine.Bands.Spectra;

    /// <inheritdoc/>
    public int FrameCount(int samples) => _engine.Bands.Plan.FrameCount(samples);

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> frames) => SharedSpectra.Extract(this, samples, frames);

    SpectralConsumer ISpectralFeature.Rent() => _consumers.Rent();

    void ISpectralFeature.Return(SpectralConsumer consumer) => _consumers.Return(consumer);

    private sealed class Consumer(CepstralEngine engine) : LogMelConsumer(engine.Bands, log: true)
    {
        public override bool UsesEnergy => engine.UsesEnergy;

        protected override int Width => engine.Width;

        protected override void Write(float* rows, LogRange range, int count, Span<float> frames) =>
            engine.Transform(rows, range, count, Scratch, frames);
    }
}
