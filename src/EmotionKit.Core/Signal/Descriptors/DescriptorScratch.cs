using EmotionKit.Numerics;

namespace EmotionKit.Signal.Descriptors;

/// <summary>What one extraction of descriptors works in.</summary>
internal sealed class DescriptorScratch
{
    /// <summary>Rows of results, group after group.</summary>
    public AlignedBuffer<float> Kept { get; } = new();

    /// <summary>Magnitudes of a group, then rows that contrast and bandwidth need.</summary>
    public AlignedBuffer<float> Magnitudes { get; } = new();

    /// <summary>Power spectra of the whole clip, where the tuning is estimated first.</summary>
    public AlignedBuffer<float> Powers { get; } = new();

    /// <summary>One frame, then one value per frame.</summary>
    public AlignedBuffer<float> Samples { get; } = new();

    /// <summary>What F0 works in.</summary>
    public AlignedBuffer<double> Wide { get; } = new();
}
