namespace EmotionKit.Audio;

/// <summary>Mono samples in memory.</summary>
/// <param name="samples">Full scale ±1. Not copied.</param>
/// <param name="sampleRate">Samples per second, 1 or more.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is below 1.</exception>
public sealed class AudioClip(float[] samples, int sampleRate)
{
    /// <summary>The samples, full scale ±1; empty for a recording without any.</summary>
    public float[] Samples { get; } = samples ?? throw new ArgumentNullException(nameof(samples));

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; } = Check.AtLeast(sampleRate, 1);

    /// <summary>Duration in seconds.</summary>
    public double Seconds => (double)Samples.Length / SampleRate;
}
