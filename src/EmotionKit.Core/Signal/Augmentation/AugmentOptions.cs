namespace EmotionKit.Signal;

/// <summary>What an <see cref="AudioAugmenter"/> may do to a clip: how often each change is made, and in which range it is drawn,
/// uniformly. A probability of 0 turns a change off.</summary>
public sealed record AugmentOptions
{
    /// <summary>Probability of a time stretch, 0 to 1. Default 0.3.</summary>
    public double StretchProbability { get; init; } = 0.3;

    /// <summary>Slowest speed, 0.25 to 4; below 1 the clip gets longer. Default 0.9.</summary>
    public double MinStretch { get; init; } = 0.9;

    /// <summary>Highest speed, 0.25 to 4; above 1 the clip gets shorter. Default 1.1.</summary>
    public double MaxStretch { get; init; } = 1.1;

    /// <summary>Probability of a pitch shift, 0 to 1. Default 0.3.</summary>
    public double PitchProbability { get; init; } = 0.3;

    /// <summary>Furthest shift down in semitones, -24 to 24, applied in steps of a tenth. Default -2.</summary>
    public double MinSemitones { get; init; } = -2;

    /// <summary>Furthest shift up in semitones, -24 to 24, applied in steps of a tenth. Default 2.</summary>
    public double MaxSemitones { get; init; } = 2;

    /// <summary>Probability of a shift in time, 0 to 1. Default 0.3.</summary>
    public double ShiftProbability { get; init; } = 0.3;

    /// <summary>Largest shift to either side as a part of the clip's length, 0 to 1; zeros fill the gap. Default 0.1.</summary>
    public double MaxShift { get; init; } = 0.1;

    /// <summary>Probability of added noise, 0 to 1. Default 0.5.</summary>
    public double NoiseProbability { get; init; } = 0.5;

    /// <summary>Lowest signal-to-noise ratio in dB, -60 to 120, of the mean powers over the clip. Default 10.</summary>
    public double MinSnrDb { get; init; } = 10;

    /// <summary>Highest signal-to-noise ratio in dB, -60 to 120. Default 30.</summary>
    public double MaxSnrDb { get; init; } = 30;

    /// <summary>Kind of noise. Default white.</summary>
    public NoiseColor Noise { get; init; } = NoiseColor.White;

    /// <summary>Probability of a change of loudness, 0 to 1. Default 0.5.</summary>
    public double GainProbability { get; init; } = 0.5;

    /// <summary>Lowest gain in dB, -60 to 60. Default -6.</summary>
    public double MinGainDb { get; init; } = -6;

    /// <summary>Highest gain in dB, -60 to 60. Default 6. The result is not limited to -1 to 1.</summary>
    public double MaxGainDb { get; init; } = 6;

    /// <summary>Samples per spectrum of the phase vocoder, 16 to 65 536; it moves by a quarter. Default 2048, as in librosa.</summary>
    public int NFft { get; init; } = 2048;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or a minimum above its maximum; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(StretchProbability, 0, 1);
        Check.InRange(MaxStretch, 0.25, 4);
        Check.InRange(MinStretch, 0.25, MaxStretch);
        Check.InRange(PitchProbability, 0, 1);
        Check.InRange(MaxSemitones, -24, 24);
        Check.InRange(MinSemitones, -24, MaxSemitones);
        Check.InRange(ShiftProbability, 0, 1);
        Check.InRange(MaxShift, 0, 1);
        Check.InRange(NoiseProbability, 0, 1);
        Check.InRange(MaxSnrDb, -60, 120);
        Check.InRange(MinSnrDb, -60, MaxSnrDb);
        Check.Defined(Noise);
        Check.InRange(GainProbability, 0, 1);
        Check.InRange(MaxGainDb, -60, 60);
        Check.InRange(MinGainDb, -60, MaxGainDb);
        Check.InRange(NFft, 16, 65_536);
    }
}
