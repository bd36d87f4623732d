namespace EmotionKit.Neural;

/// <summary>Random numbers of the symmetric Beta distribution.</summary>
internal static class BetaDistribution
{
    /// <summary>A number in [0, 1] of Beta(a, a), from two of the Gamma distribution.</summary>
    public static double Draw(double a, ref DeterministicRandom random)
    {
        double x = LogGamma(a, ref random), y = LogGamma(a, ref random);
        return 1 / (1 + Math.Exp(y - x));
    }

    /// <summary>The logarithm of a Gamma number (Marsaglia and Tsang 2000), boosted for a below 1 and in logarithms so that none underflows.</summary>
    private static double LogGamma(double a, ref DeterministicRandom random)
    {
        double boost = 0;
        if (a < 1)
        {
            boost = Math.Log(1 - random.NextDouble()) / a;
            a += 1;
        }
        double d = a - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double z = random.NextGaussian(), v = 1 + c * z;
            if (v <= 0)
                continue;
            v = v * v * v;
            if (Math.Log(1 - random.NextDouble()) < 0.5 * z * z + d - d * v + d * Math.Log(v))
                return Math.Log(d * v) + boost;
        }
    }
}
