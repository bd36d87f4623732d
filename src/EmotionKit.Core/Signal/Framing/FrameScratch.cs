using EmotionKit.Numerics;

namespace EmotionKit.Signal.Framing;

/// <summary>What one extraction works in; lent from a pool, so that nothing is allocated per clip once the buffers have grown.</summary>
internal sealed class FrameScratch
{
    /// <summary>A clip after pre-emphasis.</summary>
    public AlignedBuffer Clip { get; } = new();

    /// <summary>Frames that reach beyond the clip, one after another.</summary>
    public AlignedBuffer Edges { get; } = new();

    /// <summary>Rows of a group's samples, before the window.</summary>
    public AlignedBuffer Rows { get; } = new();

    /// <summary>The Fourier transform's input and working memory.</summary>
    public AlignedBuffer Fourier { get; } = new();

    /// <summary>Rows of a group's spectrum.</summary>
    public AlignedBuffer Spectrum { get; } = new();

    /// <summary>Rows of what is kept for the whole clip, group after group.</summary>
    public AlignedBuffer Kept { get; } = new();

    /// <summary>Rows of a group's results.</summary>
    public AlignedBuffer Results { get; } = new();
}
