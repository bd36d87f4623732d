namespace EmotionKit.Signal;

/// <summary>What counts as silence: a frame whose level lies <see cref="TopDb"/> or more below a reference.</summary>
public sealed record TrimOptions
{
    /// <summary>Distance to the reference in dB from which on a frame is silent, finite. Default 60.</summary>
    public double TopDb { get; init; } = 60;

    /// <summary>Samples per frame, 1 to 2^24. Default 2048.</summary>
    public int FrameLength { get; init; } = 2048;

    /// <summary>Samples from one frame to the next, at least 1; also the resolution of the result. Default 512.</summary>
    public int HopLength { get; init; } = 512;

    /// <summary>The amplitude that is 0 dB, finite; null, the default, is the level of the clip's loudest frame.</summary>
    public double? Reference { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        Check.Finite(TopDb);
        Check.InRange(FrameLength, 1, 1 << 24);
        Check.AtLeast(HopLength, 1);
        if (Reference is double reference)
            Check.Finite(reference, nameof(Reference));
    }
}
