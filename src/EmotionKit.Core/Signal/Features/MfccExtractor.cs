using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal;

/// <summary>Mel-frequency cepstral coefficients; see <see cref="MfccOptions"/> for the presets and what they equal.</summary>
public sealed unsafe class MfccExtractor : IFrameFeature
{
    private readonly CepstralEngine _engine;
    private readonly ScratchPool<FrameScratch> _scratch = new(() => new FrameScratch());

    /// <summary>Plans the extraction.</summary>
    /// <param name="options">The options; null: <see cref="MfccOptions.Librosa"/>.</param>
    /// <param name="sampleRate">Samples per second, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public MfccExtractor(MfccOptions? options, int sampleRate)
    {
        _engine = new CepstralEngine(options ?? MfccOptions.Librosa, sampleRate, SimdWidths.Best);
        Names = FeatureNames.Numbered("mfcc", Width);
    }

    /// <inheritdoc/>
    public int Width => _engine.Width;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int FrameCount(int samples) => _engine.Bands.Plan.FrameCount(samples);

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> frames)
    {
        int count = FrameCount(samples.Length), lanes = _engine.Bands.Plan.Lanes;
        FeatureInput.Check(samples, frames, count, Width);
        FrameScratch scratch = _scratch.Rent();
        LogRange range = _engine.Bands.Run(samples, scratch, log: true, _engine.UsesEnergy);
        for (int first = 0; first < count; first += lanes)
        {
            int part = Math.Min(lanes, count - first);
            float* rows = scratch.Kept.Pointer + (nint)(first / lanes) * _engine.Bands.GroupLength;
            _engine.Transform(rows, range, part, scratch, frames.Slice(first * Width, part * Width));
        }
        _scratch.Return(scratch);
    }
}
