namespace EmotionKit.Tests.Support;

/// <summary>Made-up clips: harmonics with an envelope, silence before and after.</summary>
internal static class Tones
{
    public const int Rate = 16_000;

    public static float[] Clip(int index, int length = 0)
    {
        length = length == 0 ? 6_000 + 700 * (index % 5) : length;
        float[] samples = new float[length];
        double pitch = 110 + 23 * index;
        for (int i = length / 8; i < length * 7 / 8; i++)
        {
            double t = i / (double)Rate;
            double envelope = Math.Sin(Math.PI * (i - length / 8.0) / (length * 0.75));
            for (int h = 1; h <= 4; h++)
                samples[i] += (float)(0.2 / h * envelope * Math.Sin(2 * Math.PI * pitch * h * t + h));
        }
        return samples;
    }
}
