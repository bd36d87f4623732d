using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Descriptors;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal;

/// <summary>Measures descriptors of every frame as librosa does; they share one Fourier transform. See <see cref="DescriptorKind"/>.</summary>
public sealed unsafe class DescriptorExtractor : IFrameFeature
{
    private readonly DescriptorEngine _engine;
    private readonly ScratchPool<DescriptorScratch> _scratch = new(() => new DescriptorScratch());

    /// <summary>Plans the extraction.</summary>
    /// <param name="options">The options; null: <see cref="DescriptorOptions"/>'s defaults, which measure everything.</param>
    /// <param name="sampleRate">Samples per second, at least 1.</param>
    /// <exception cref="ArgumentException">An option is outside its range, or does not fit the sample rate.</exception>
    public DescriptorExtractor(DescriptorOptions? options, int sampleRate) =>
        _engine = new DescriptorEngine(options ?? new DescriptorOptions(), sampleRate, SimdWidths.Best);

    /// <inheritdoc/>
    public int Width => _engine.Layout.Width;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _engine.Layout.Names;

    /// <inheritdoc/>
    public int FrameCount(int samples) => _engine.Plan.FrameCount(samples);

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<float> samples, Span<float> frames)
    {
        int count = FrameCount(samples.Length), lanes = _engine.Plan.Lanes;
        FeatureInput.Check(samples, frames, count, Width);
        if (count == 0)
            return;
        DescriptorScratch scratch = _scratch.Rent();
        _engine.Run(samples, scratch);
        for (int first = 0; first < count; first += lanes)
        {
            int part = Math.Min(lanes, count - first);
            float* rows = _engine.Group(scratch, first / lanes);
            LaneRows.ToFrames(rows, lanes, Width, part, frames.Slice(first * Width, part * Width));
        }
        _scratch.Return(scratch);
    }
}
