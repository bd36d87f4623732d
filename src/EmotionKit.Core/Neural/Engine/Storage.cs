using EmotionKit.Numerics;

namespace EmotionKit.Neural;

/// <summary>Memory that tensors share; it returns to its pool with the last of them.</summary>
internal sealed class Storage
{
    public AlignedBuffer<float> Buffer { get; } = new();

    public int Users { get; set; }
}
