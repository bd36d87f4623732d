namespace EmotionKit.Linear;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    /// <summary>The t that an absolute value stays below with probability <paramref name="confidence"/>, found by bisection.</summary>
    public static double TwoSidedQuantile(double confidence, int freedom)
    {
        double low = 0, high = 1;
        while (Inside(high, freedom) < confidence && high < 1e12)
            high *= 2;
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (low + high);
            if (Inside(middle, freedom) < confidence)
                low = middle;
            else
                high = middle;
        }
        return 0.5 * (low + high);
    }

    /// <summary>The probability of |T| below t: Abramowitz and Stegun 26.7.3 and 26.7.4.</summary>
    private static double Inside(double t, int freedom)
    {
        double angle = Math.Atan(t / Math.Sqrt(freedom));
        double cosine = Math.Cos(angle), square = cosine * cosine;
        bool odd = freedom % 2 == 1;
        if (freedom == 1)
            return 2 * angle / Math.PI;
        double term = odd ? cosine : 1, sum = term;
        for (int k = odd ? 3 : 2; k <= freedom - 2; k += 2)
        {
            term *= square * (k - 1) / k;
            sum += term;
        }
        return odd ? 2 / Math.PI * (angle + Math.Sin(angle) * sum) : Math.Sin(angle) * sum;
    }
}
