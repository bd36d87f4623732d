namespace EmotionKit.Signal;

/// <summary>What is a speaker's own, whatever the emotion.</summary>
internal sealed record SpeakerTraits
{
    /// <summary>Mean pitch of the neutral voice in Hz.</summary>
    public required double Pitch { get; init; }

    /// <summary>Factor on all formants: the inverse of the vocal tract's length over a tall man's.</summary>
    public required double FormantScale { get; init; }

    /// <summary>Factor on the speaking rate.</summary>
    public required double Tempo { get; init; }

    /// <summary>Loudness in dB, the microphone's gain included.</summary>
    public required double Level { get; init; }

    /// <summary>Loss of the glottal source at 3 kHz in dB.</summary>
    public required double Tilt { get; init; }

    public required double OpenQuotient { get; init; }

    /// <summary>Breath noise in dB.</summary>
    public required double Breath { get; init; }

    public required double Roughness { get; init; }

    /// <summary>Factor on pitch movements.</summary>
    public required double Liveliness { get; init; }

    /// <summary>How much of an emotion's pattern the speaker shows; 1 is all of it.</summary>
    public required double Expression { get; init; }

    /// <summary>Level of the room's noise in dB of full scale.</summary>
    public required double RoomNoise { get; init; }

    /// <summary>Draws a speaker; a woman has a higher pitch and a shorter vocal tract (Peterson and Barney 1952: 1.15 to 1.2).</summary>
    public static SpeakerTraits Draw(ref DeterministicRandom random, bool female) => new()
    {
        Pitch = (female ? 200 : 115) * Math.Pow(2, random.NextGaussian() * 1.6 / 12),
        FormantScale = (female ? 1.165 : 1) * (1 + 0.03 * random.NextGaussian()),
        Tempo = 1 + 0.09 * random.NextGaussian(),
        Level = 1.5 * random.NextGaussian(),
        Tilt = (female ? 14 : 12) + 2 * random.NextGaussian(),
        OpenQuotient = (female ? 0.64 : 0.58) + 0.03 * random.NextGaussian(),
        Breath = (female ? -48 : -51) + 2 * random.NextGaussian(),
        Roughness = Math.Exp(0.25 * random.NextGaussian()),
        Liveliness = Math.Exp(0.2 * random.NextGaussian()),
        Expression = Math.Clamp(1 + 0.13 * random.NextGaussian(), 0.6, 1.4),
        RoomNoise = -75 + 4 * random.NextGaussian(),
    };
}
