using EmotionKit.Numerics;

namespace EmotionKit.Signal.Framing;

/// <summary>What one extraction works in; lent from a pool, so that nothing is allocated per clip once the buffers have grown.</summary>
internal sealed class FrameScratch
{
    /// <summary>A clip after pre-emphasis.</summary>
    public AlignedBuffer<float> Clip { get; } = new();

    /// <summary>Frames that reach beyond the clip, one after another.</summary>
    public AlignedBuffer<float> Edges { get; } = new();

    /// <summary>The Fourier transform's memory in single precision.</summary>
    public TransformScratch<float> Singles { get; } = new();

    /// <summary>The Fourier transform's memory in double precision.</summary>
    public TransformScratch<double> Doubles { get; } = new();

    /// <summary>Rows of a group's spectrum.</summary>
    public AlignedBuffer<float> Spectrum { get; } = new();

    /// <summary>Rows of what is kept for the whole clip, group after group.</summary>
    public AlignedBuffer<float> Kept { get; } = new();

    /// <summary>Rows of a group's results.</summary>
    public AlignedBuffer<float> Results { get; } = new();
}
