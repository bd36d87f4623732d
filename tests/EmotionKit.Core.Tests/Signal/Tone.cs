namespace EmotionKit.Core.Tests.Signal;

/// <summary>Sine waves and what is measured on them.</summary>
internal static class Tone
{
    public static float[] Sine(double frequency, int rate, int length, double amplitude = 1, double phase = 0.3)
    {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++)
            samples[i] = (float)(amplitude * Math.Sin(2 * Math.PI * frequency * i / rate + phase));
        return samples;
    }

    public static double Rms(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
            sum += (double)sample * sample;
        return Math.Sqrt(sum / samples.Length);
    }

    public static double Decibels(double amplitudeRatio) => 20 * Math.Log10(Math.Max(amplitudeRatio, 1e-20));

    /// <summary>Signal to error in dB.</summary>
    public static double Snr(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        double signal = 0, error = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = (double)actual[i] - expected[i];
            signal += (double)expected[i] * expected[i];
            error += difference * difference;
        }
        return 10 * Math.Log10(signal / Math.Max(error, 1e-30));
    }

    /// <summary>The amplitude of one frequency, by projection on sine and cosine under a Blackman-Harris window.</summary>
    public static double Amplitude(ReadOnlySpan<float> samples, double frequency, int rate)
    {
        double real = 0, imaginary = 0, total = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double x = 2 * Math.PI * (i + 0.5) / samples.Length;
            double window = 0.35875 - 0.48829 * Math.Cos(x) + 0.14128 * Math.Cos(2 * x) - 0.01168 * Math.Cos(3 * x);
            double angle = 2 * Math.PI * frequency * i / rate;
            real += window * samples[i] * Math.Cos(angle);
            imaginary += window * samples[i] * Math.Sin(angle);
            total += window;
        }
        return 2 * Math.Sqrt(real * real + imaginary * imaginary) / total;
    }
}
