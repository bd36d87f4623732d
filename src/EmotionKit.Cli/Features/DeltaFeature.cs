using System.Buffers;
using EmotionKit.Signal;

namespace EmotionKit.Cli.Features;

/// <summary>The delta of another feature's frames.</summary>
internal sealed class DeltaFeature(IFrameFeature inner, DeltaOptions options) : IFrameFeature
{
    public int Width => inner.Width;

    public IReadOnlyList<string> Names { get; } = [.. inner.Names.Select(name => $"{name}_delta{options.Order}")];

    public int FrameCount(int samples) => inner.FrameCount(samples);

    public void Extract(ReadOnlySpan<float> samples, Span<float> frames)
    {
        int length = FrameCount(samples.Length) * Width;
        float[] buffer = ArrayPool<float>.Shared.Rent(Math.Max(length, 1));
        try
        {
            inner.Extract(samples, buffer.AsSpan(0, length));
            Delta.Compute(buffer.AsSpan(0, length), Width, options.Order, options.Width, frames);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }
}
