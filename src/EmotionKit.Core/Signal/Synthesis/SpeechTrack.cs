namespace EmotionKit.Signal;

/// <summary>Turns a sentence and the way it is spoken into the synthesiser's controls over time.</summary>
internal static class SpeechTrack
{
    public const double StepSeconds = 0.005;

    /// <summary>Speech organs move with about this time constant, which blends neighbouring sounds.</summary>
    private const double FormantGlideSeconds = 0.018;

    private const double LevelGlideSeconds = 0.008;
    private const double BurstSeconds = 0.012;

    public static SpeechFrame[] Build(Sentence sentence, Performance performance, ref DeterministicRandom random)
    {
        var frames = new List<SpeechFrame>();
        var accents = new List<(double Time, double Height)>();
        AddPause(frames, random.NextDouble(0.12, 0.35));
        int speechStart = frames.Count;
        for (int i = 0; i < sentence.Phones.Count; i++)
        {
            SentencePhone item = sentence.Phones[i];
            double seconds = item.Phone.Seconds / performance.Rate * (1 + 0.08 * random.NextGaussian());
            seconds *= item.IsStressed ? 1.25 : 1;
            seconds *= i >= sentence.Phones.Count - 2 ? 1.35 : 1;
            if (item.IsStressed)
                accents.Add((frames.Count * StepSeconds + 0.5 * seconds, 3.2 * (0.6 + 0.8 * random.NextDouble())));
            AddPhone(frames, item, performance, Math.Max(0.03, seconds));
        }
        int speechEnd = frames.Count;
        AddPause(frames, random.NextDouble(0.12, 0.35));

        SpeechFrame[] track = [.. frames];
        DrawPitch(track, accents, speechStart, speechEnd, performance, ref random);
        Glide(track);
        return track;
    }

    private static void AddPause(List<SpeechFrame> frames, double seconds)
    {
        var rest = new SpeechFrame { F1 = 500, F2 = 1500, F3 = 2500, FricationHz = 4000 };
        for (int i = Steps(seconds); i > 0; i--)
            frames.Add(rest);
    }

    private static void AddPhone(List<SpeechFrame> frames, SentencePhone item, Performance performance, double seconds)
    {
        Phone phone = item.Phone;
        double stress = item.IsStressed ? 2 : 0;
        var frame = new SpeechFrame
        {
            F1 = phone.F1 * performance.FormantScale * performance.Jaw,
            F2 = phone.F2 * performance.FormantScale,
            F3 = phone.F3 * performance.FormantScale,
            FricationHz = Math.Min(7000, phone.FricationHz * Math.Sqrt(performance.FormantScale)),
            Voice = Amplitude(phone.Voice + stress),
            Aspiration = Amplitude(phone.Aspiration),
            Frication = Amplitude(phone.Frication),
        };
        int steps = Steps(seconds);
        if (!phone.Burst)
        {
            for (int i = 0; i < steps; i++)
                frames.Add(frame);
            return;
        }
        int closure = Math.Max(1, (int)(0.55 * steps));
        int burst = closure + Steps(BurstSeconds);
        for (int i = 0; i < steps; i++)
        {
            frames.Add(frame with
            {
                Frication = i >= closure && i < burst ? frame.Frication : 0,
                Aspiration = i >= closure ? frame.Aspiration : 0,
            });
        }
    }

    private static void DrawPitch(
        SpeechFrame[] track, List<(double Time, double Height)> accents, int start, int end, Performance performance, ref DeterministicRandom random)
    {
        double tremorHz = random.NextDouble(6, 8), tremorPhase = random.NextDouble(0, 2 * Math.PI);
        double drift = 0;
        for (int i = 0; i < track.Length; i++)
        {
            double time = i * StepSeconds;
            double part = Math.Clamp((double)(i - start) / (end - start), 0, 1);
            drift = 0.97 * drift + 0.08 * random.NextGaussian();
            double semitones = 1.5 - 3 * part + drift;
            foreach ((double center, double height) in accents)
            {
                double distance = (time - center) / 0.07;
                semitones += height * Math.Exp(-0.5 * distance * distance);
            }
            double final = Math.Clamp((part - 0.75) / 0.25, 0, 1);
            semitones = performance.PitchRange * semitones + performance.FinalMovement * final * final
                + performance.Tremor * Math.Sin(2 * Math.PI * tremorHz * time + tremorPhase);
            track[i].Pitch = Math.Clamp(performance.BasePitch * Math.Pow(2, semitones / 12), 50, 700);
        }
    }

    private static void Glide(SpeechFrame[] track)
    {
        // Forward and backward, so that a sound shows in its neighbours on both sides.
        double formant = Math.Exp(-StepSeconds / FormantGlideSeconds), level = Math.Exp(-StepSeconds / LevelGlideSeconds);
        for (int i = 1; i < track.Length; i++)
            Approach(ref track[i], track[i - 1], formant, level);
        for (int i = track.Length - 2; i >= 0; i--)
            Approach(ref track[i], track[i + 1], formant, level);
    }

    private static void Approach(ref SpeechFrame frame, SpeechFrame neighbour, double formant, double level)
    {
        frame.F1 += formant * (neighbour.F1 - frame.F1);
        frame.F2 += formant * (neighbour.F2 - frame.F2);
        frame.F3 += formant * (neighbour.F3 - frame.F3);
        frame.Voice += level * (neighbour.Voice - frame.Voice);
        frame.Aspiration += level * (neighbour.Aspiration - frame.Aspiration);
    }

    private static int Steps(double seconds) => Math.Max(1, (int)Math.Round(seconds / StepSeconds));

    private static double Amplitude(double decibels) => decibels <= -90 ? 0 : Math.Pow(10, decibels / 20);
}
