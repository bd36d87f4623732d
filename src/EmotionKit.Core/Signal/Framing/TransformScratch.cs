using EmotionKit.Numerics;

namespace EmotionKit.Signal.Framing;

/// <summary>Memory of a <see cref="GroupTransform{T}"/>.</summary>
internal sealed class TransformScratch<T>
    where T : unmanaged
{
    /// <summary>Rows of a group's samples, before the window.</summary>
    public AlignedBuffer<T> Rows { get; } = new();

    /// <summary>The Fourier transform's input and working memory.</summary>
    public AlignedBuffer<T> Fourier { get; } = new();
}
