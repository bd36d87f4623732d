namespace EmotionKit.Signal;

/// <summary>Noise of a color; its level is whatever comes out.</summary>
internal static class NoiseGenerator
{
    /// <summary>Until the slowest of the pink filter's poles has settled.</summary>
    private const int Settling = 4096;

    public static void Fill(NoiseColor color, Span<float> noise, ref DeterministicRandom random)
    {
        if (color == NoiseColor.Pink)
        {
            FillPink(noise, ref random);
            return;
        }
        for (int i = 0; i < noise.Length; i++)
            noise[i] = (float)random.NextGaussian();
    }

    /// <summary>White noise through seven parallel one-pole filters whose sum falls by 3 dB per octave (P. Kellet 1999, on the music-dsp list).</summary>
    private static void FillPink(Span<float> noise, ref DeterministicRandom random)
    {
        double b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0;
        for (int i = -Settling; i < noise.Length; i++)
        {
            double white = random.NextGaussian();
            b0 = 0.99886 * b0 + white * 0.0555179;
            b1 = 0.99332 * b1 + white * 0.0750759;
            b2 = 0.96900 * b2 + white * 0.1538520;
            b3 = 0.86650 * b3 + white * 0.3104856;
            b4 = 0.55000 * b4 + white * 0.5329522;
            b5 = -0.7616 * b5 - white * 0.0168980;
            if (i >= 0)
                noise[i] = (float)(b0 + b1 + b2 + b3 + b4 + b5 + b6 + white * 0.5362);
            b6 = white * 0.115926;
        }
    }
}
