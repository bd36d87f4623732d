using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal;

/// <summary>Mel spectrograms, plain or logarithmic; one coefficient per band.</summary>
public sealed unsafe class MelSpectrogramExtractor : IFrameFeature
{
    private readonly LogMelEngine _engine;
    private readonly bool _log;
    private readonly ScratchPool<FrameScratch> _scratch = new(() => new FrameScratch());

    /// <summary>Plans the extraction.</summary>
    /// <param name="options">The options; null: <see cref="MelOptions"/>'s defaults.</param>
    /// <param name="sampleRate">Samples per second, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public MelSpectrogramExtractor(MelOptions? options, int sampleRate)
    {
        options ??= new MelOptions();
        _engine = new LogMelEngine(options, sampleRate, SimdWidths.Best);
        _log = options.Log;
        Names = FeatureNames.Numbered("mel", Width);
    }

    /// <inheritdoc/>
    public int Width => _engine.Bands;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int FrameCount(int samples) => _engine.Plan.FrameCount(samples);

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> frames)
    {
        int count = FrameCount(samples.Length), lanes = _engine.Plan.Lanes;
        FeatureInput.Check(samples, frames, count, Width);
        FrameScratch scratch = _scratch.Rent();
        LogRange range = _engine.Run(samples, scratch, _log, energy: false);
        for (int first = 0; first < count; first += lanes)
        {
            int part = Math.Min(lanes, count - first);
            float* rows = scratch.Kept.Pointer + (nint)(first / lanes) * _engine.GroupLength;
            if (range != LogRange.Whole)
                LogRows.Apply(rows, Width * lanes, range, _engine.Limit);
            LaneRows.ToFrames(rows, lanes, Width, part, frames.Slice(first * Width, part * Width));
        }
        _scratch.Return(scratch);
    }
}
