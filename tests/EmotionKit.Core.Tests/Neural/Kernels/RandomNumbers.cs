namespace EmotionKit.Core.Tests.Neural.Kernels;

/// <summary>Inputs of kernel tests.</summary>
internal static class RandomNumbers
{
    /// <summary>Uniform in [-1, 1).</summary>
    public static float[] Create(int count, long seed)
    {
        var random = new DeterministicRandom(seed);
        float[] numbers = new float[count];
        foreach (ref float number in numbers.AsSpan())
            number = (float)random.NextDouble(-1, 1);
        return numbers;
    }

    /// <summary>The largest difference, relative to the largest number of what is expected.</summary>
    public static double Error(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 1e-30, difference = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i]));
            double d = Math.Abs(expected[i] - actual[i]);
            difference = double.IsNaN(d) ? double.PositiveInfinity : Math.Max(difference, d);
        }
        return difference / largest;
    }
}
