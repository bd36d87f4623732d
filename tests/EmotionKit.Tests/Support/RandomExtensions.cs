namespace EmotionKit.Tests.Support;

/// <summary>Random numbers for made-up rows.</summary>
internal static class RandomExtensions
{
    /// <summary>About standard normal: the sum of twelve uniform numbers, less their mean.</summary>
    public static float NextNormal(this Random random)
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
            sum += random.NextDouble();
        return (float)sum;
    }
}
