namespace EmotionKit.Signal;

/// <summary>How one recording is spoken: a speaker's traits, the emotion as far as this speaker shows it, and this take's chance.</summary>
internal sealed class Performance
{
    public Performance(SpeakerTraits speaker, EmotionProsody emotion, ref DeterministicRandom random)
    {
        double shown = Math.Max(0.2, speaker.Expression * (1 + 0.13 * random.NextGaussian()));
        BasePitch = speaker.Pitch * Math.Pow(2, (shown * emotion.Pitch + 0.8 * random.NextGaussian()) / 12);
        PitchRange = speaker.Liveliness * Math.Pow(emotion.PitchRange, shown) * Math.Exp(0.15 * random.NextGaussian());
        FinalMovement = -2 + shown * (emotion.FinalMovement + 2) + 1.2 * random.NextGaussian();
        Rate = Math.Max(0.4, speaker.Tempo * Math.Pow(emotion.Rate, shown) * (1 + 0.06 * random.NextGaussian()));
        Level = speaker.Level + shown * emotion.Energy + 1.3 * random.NextGaussian();
        Tilt = Math.Max(0.5, speaker.Tilt + shown * emotion.Tilt + 1.2 * random.NextGaussian());
        OpenQuotient = Math.Clamp(speaker.OpenQuotient + shown * emotion.OpenQuotient + 0.015 * random.NextGaussian(), 0.35, 0.85);
        Breath = speaker.Breath + shown * emotion.Breath + 1.5 * random.NextGaussian();
        Roughness = speaker.Roughness * Math.Pow(emotion.Roughness, shown) * Math.Exp(0.15 * random.NextGaussian());
        Tremor = shown * emotion.Tremor;
        Jaw = Math.Pow(emotion.Jaw, shown) * (1 + 0.015 * random.NextGaussian());
        FormantScale = speaker.FormantScale * Math.Pow(emotion.Smile, shown);
        RoomNoise = speaker.RoomNoise + 1.5 * random.NextGaussian();
    }

    public double BasePitch { get; }

    public double PitchRange { get; }

    public double FinalMovement { get; }

    public double Rate { get; }

    public double Level { get; }

    public double Tilt { get; }

    public double OpenQuotient { get; }

    public double Breath { get; }

    public double Roughness { get; }

    public double Tremor { get; }

    public double Jaw { get; }

    public double FormantScale { get; }

    public double RoomNoise { get; }
}
