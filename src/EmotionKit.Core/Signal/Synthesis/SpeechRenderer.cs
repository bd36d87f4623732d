namespace EmotionKit.Signal;

/// <summary>The source-filter synthesiser: glottal pulses and breath through a cascade of formants, frication beside it.</summary>
internal static class SpeechRenderer
{
    /// <summary>Makes the neutral voice of an average speaker about 0.03 RMS.</summary>
    private const double Gain = 0.05;

    private static readonly double[] Bandwidths = [70, 100, 140, 220, 280];

    public static float[] Render(ReadOnlySpan<SpeechFrame> track, Performance performance, int sampleRate, ref DeterministicRandom random)
    {
        int stepSamples = (int)Math.Round(SpeechTrack.StepSeconds * sampleRate);
        float[] output = new float[(track.Length - 1) * stepSamples];
        var source = new GlottalSource(performance.OpenQuotient, performance.Tilt, performance.Roughness, sampleRate);
        Span<Resonator> formants = stackalloc Resonator[5];
        formants[3].Tune(3300 * performance.FormantScale, Bandwidths[3], sampleRate);
        formants[4].Tune(Math.Min(7000, 4200 * performance.FormantScale), Bandwidths[4], sampleRate);
        Resonator frication = default;
        double level = Gain * Math.Pow(10, performance.Level / 20);
        double breath = Math.Pow(10, performance.Breath / 20);
        double room = Math.Pow(10, performance.RoomNoise / 20);
        double lastNoise = 0;
        for (int step = 0; step + 1 < track.Length; step++)
        {
            SpeechFrame frame = track[step], next = track[step + 1];
            formants[0].Tune(frame.F1, Bandwidths[0], sampleRate);
            formants[1].Tune(frame.F2, Bandwidths[1], sampleRate);
            formants[2].Tune(frame.F3, Bandwidths[2], sampleRate);
            frication.Tune(frame.FricationHz, 0.25 * frame.FricationHz, sampleRate);
            for (int i = 0; i < stepSamples; i++)
            {
                double part = (double)i / stepSamples;
                double voice = frame.Voice + part * (next.Voice - frame.Voice);
                double aspiration = frame.Aspiration + part * (next.Aspiration - frame.Aspiration);
                double pulse = source.Next(frame.Pitch + part * (next.Pitch - frame.Pitch), ref random);
                double noise = random.NextGaussian();
                double excitation = voice * (pulse + breath * noise * (source.IsOpen ? 1.3 : 0.5)) + 0.25 * aspiration * noise;
                foreach (ref Resonator formant in formants)
                    excitation = formant.Next(excitation);
                double hiss = frication.Next(0.5 * frame.Frication * (noise - lastNoise));
                lastNoise = noise;
                double sample = level * (excitation + hiss) + room * random.NextGaussian();
                output[step * stepSamples + i] = ToSixteenBits(sample);
            }
        }
        return output;
    }

    /// <summary>The nearest 16-bit value, as a recording has it; what the last bit of a mathematical function does differently on another
    /// machine is lost in it.</summary>
    private static float ToSixteenBits(double sample) => (float)(Math.Clamp(Math.Round(sample * 32768), -32768, 32767) / 32768);
}
