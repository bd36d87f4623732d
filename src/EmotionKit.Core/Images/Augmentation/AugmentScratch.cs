namespace EmotionKit.Images;

/// <summary>What one augmentation works in.</summary>
internal sealed class AugmentScratch(int field, int blur)
{
    /// <summary>Displacements to the right, rows of the blur's stride.</summary>
    public float[] X { get; } = new float[field];

    /// <summary>Displacements down, likewise.</summary>
    public float[] Y { get; } = new float[field];

    public float[] Blur { get; } = new float[blur];
}
