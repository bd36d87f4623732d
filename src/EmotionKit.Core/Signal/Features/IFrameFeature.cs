namespace EmotionKit.Signal;

/// <summary>Something measured in every frame of a clip. Implementations are immutable: any number of threads may use one at a time.</summary>
public interface IFrameFeature
{
    /// <summary>Coefficients per frame.</summary>
    int Width { get; }

    /// <summary>The name of each coefficient, such as <c>mfcc_0</c>.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>How many frames a clip of <paramref name="samples"/> samples has; 0 for an empty clip, and for one too short for a single frame.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of samples is negative.</exception>
    int FrameCount(int samples);

    /// <summary>Measures all frames of a clip.</summary>
    /// <param name="samples">The clip, mono, -1..1.</param>
    /// <param name="frames">Receives [frame, coefficient]: <see cref="FrameCount"/> times <see cref="Width"/> values.</param>
    /// <exception cref="ArgumentException"><paramref name="frames"/> has another length, or a sample is not finite.</exception>
    void Extract(ReadOnlySpan<float> samples, Span<float> frames);
}
