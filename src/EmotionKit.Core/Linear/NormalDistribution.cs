namespace EmotionKit.Linear;

/// <summary>Tail probabilities of the standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>The probability of an absolute value of at least |z|: erfc(|z| / sqrt 2), to about 14 digits.</summary>
    public static double TwoSidedP(double z)
    {
        if (double.IsNaN(z))
            return double.NaN;
        double x = Math.Abs(z) / Math.Sqrt(2);
        return x < 2 ? 1 - SeriesErf(x) : ContinuedErfc(x);
    }

    /// <summary>Abramowitz and Stegun 7.1.6: all terms are positive.</summary>
    private static double SeriesErf(double x)
    {
        double term = x, sum = x;
        for (int n = 1; term > 1e-17 * sum; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>Abramowitz and Stegun 7.1.14, evaluated backwards.</summary>
    private static double ContinuedErfc(double x)
    {
        double tail = x;
        for (int n = 120; n >= 1; n--)
            tail = x + 0.5 * n / tail;
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * tail);
    }
}
