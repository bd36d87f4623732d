namespace EmotionKit.Signal;

/// <summary>How an emotion changes a voice, relative to the same speaker's neutral one.</summary>
/// <remarks>Directions after the surveys of Murray and Arnott (1993) and Juslin and Laukka (2003), sizes set by ear and so that the classes
/// overlap; nothing here is measured on people.</remarks>
internal sealed record EmotionProsody
{
    /// <summary>Mean pitch in semitones.</summary>
    public double Pitch { get; init; }

    /// <summary>Factor on all movements of the pitch.</summary>
    public double PitchRange { get; init; } = 1;

    /// <summary>Pitch movement at the end in semitones.</summary>
    public double FinalMovement { get; init; } = -2;

    /// <summary>Factor on the speaking rate.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Loudness in dB.</summary>
    public double Energy { get; init; }

    /// <summary>Loss of the glottal source at 3 kHz in dB, on top of the speaker's.</summary>
    public double Tilt { get; init; }

    /// <summary>Part of a glottal period that the folds are open, on top of the speaker's.</summary>
    public double OpenQuotient { get; init; }

    /// <summary>Breath noise in dB, on top of the speaker's.</summary>
    public double Breath { get; init; }

    /// <summary>Factor on the irregularity of periods (jitter) and of their loudness (shimmer).</summary>
    public double Roughness { get; init; } = 1;

    /// <summary>Depth of a tremor of 6 to 8 Hz in semitones.</summary>
    public double Tremor { get; init; }

    /// <summary>Factor on the first formant, which an open jaw raises.</summary>
    public double Jaw { get; init; } = 1;

    /// <summary>Factor on all formants, which a smile raises.</summary>
    public double Smile { get; init; } = 1;

    public static EmotionProsody Of(SyntheticEmotion emotion) => Table[(int)Check.Defined(emotion)];

    private static readonly EmotionProsody[] Table =
    [
        new(),
        new() { Pitch = -0.7, PitchRange = 0.8, FinalMovement = -2.5, Rate = 0.88, Energy = -3, Tilt = 3.5, OpenQuotient = 0.04, Breath = 3 },
        new() { Pitch = 4, PitchRange = 1.6, FinalMovement = 0, Rate = 1.06, Energy = 3, Tilt = -3, OpenQuotient = -0.02, Smile = 1.06, Jaw = 1.03 },
        new() { Pitch = -1, PitchRange = 0.6, FinalMovement = -3, Rate = 0.78, Energy = -5, Tilt = 6, OpenQuotient = 0.08, Breath = 4, Roughness = 1.3, Smile = 0.98 },
        new() { Pitch = 4, PitchRange = 1.5, FinalMovement = -4, Rate = 1.12, Energy = 7, Tilt = -8, OpenQuotient = -0.1, Breath = -3, Roughness = 1.6, Jaw = 1.12 },
        new() { Pitch = 6, PitchRange = 0.85, FinalMovement = -0.5, Rate = 1.22, Energy = 1, Tilt = -0.5, Breath = 4, Roughness = 2, Tremor = 0.5, Smile = 1.01 },
        new() { Pitch = -2, PitchRange = 1.1, FinalMovement = -4.5, Rate = 0.82, Energy = 0.5, Tilt = 1, OpenQuotient = -0.06, Roughness = 2.6, Jaw = 1.07, Smile = 0.97 },
        new() { Pitch = 5.5, PitchRange = 2, FinalMovement = 6, Rate = 1, Energy = 3, Tilt = -1, OpenQuotient = 0.02, Breath = 2, Jaw = 1.05 },
    ];
}
