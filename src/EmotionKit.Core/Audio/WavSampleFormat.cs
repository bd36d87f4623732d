namespace EmotionKit.Audio;

/// <summary>Sample coding of a file that <see cref="WavWriter"/> writes.</summary>
public enum WavSampleFormat
{
    /// <summary>16-bit integers: rounded to nearest, clipped at full scale.</summary>
    Pcm16,

    /// <summary>32-bit floats, unchanged.</summary>
    Float32,
}
