using EmotionKit.Signal.Fourier;

namespace EmotionKit.Core.Tests.Signal.Fourier;

public class RealFftTests
{
    [Fact]
    public void Every_size_to_512_equals_the_direct_transform()
    {
        for (int size = 1; size <= 512; size++)
            Assert.True(ErrorOf(size) <= 1e-6, $"size {size}: relative error {ErrorOf(size):g3}");
    }

    private static double ErrorOf(int size)
    {
        float[] signal = Noise(size, seed: size);
        RealFft<float> plan = RealFft<float>.Get(size);
        var re = new float[plan.Bins];
        var im = new float[plan.Bins];
        plan.Forward(signal, re, im);
        double error = 0, total = 0;
        for (int k = 0; k < plan.Bins; k++)
        {
            double sr = 0, si = 0;
            for (int n = 0; n < size; n++)
            {
                double angle = -2 * Math.PI * ((long)n * k % size) / size;
                sr += signal[n] * Math.Cos(angle);
                si += signal[n] * Math.Sin(angle);
            }
            error += (re[k] - sr) * (re[k] - sr) + (im[k] - si) * (im[k] - si);
            total += sr * sr + si * si;
        }
        return Math.Sqrt(error / total);
    }

    private static float[] Noise(int length, long seed)
    {
        var random = new DeterministicRandom(seed);
        var noise = new float[length];
        for (int i = 0; i < length; i++)
            noise[i] = (float)random.NextDouble(-1, 1);
        return noise;
    }
}
