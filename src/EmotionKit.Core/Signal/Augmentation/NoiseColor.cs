namespace EmotionKit.Signal;

/// <summary>How the power of noise is spread over frequency.</summary>
public enum NoiseColor
{
    /// <summary>The same everywhere.</summary>
    White,

    /// <summary>Falling by 3 dB per octave, as much noise outdoors and in rooms does.</summary>
    Pink,
}
