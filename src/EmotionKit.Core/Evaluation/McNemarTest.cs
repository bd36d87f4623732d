namespace EmotionKit.Evaluation;

/// <summary>
/// McNemar's exact test (1947): whether two classifiers differ on the same rows, judged by the rows that only one of them gets right. The same as
/// statsmodels' <c>mcnemar(exact=True)</c>, a two-sided binomial test.
/// </summary>
/// <param name="OnlyFirst">Rows that only the first gets right.</param>
/// <param name="OnlySecond">Rows that only the second gets right.</param>
/// <param name="PValue">Probability of a difference as large as this or larger if both were equally good, 0 to 1; 1 when they never differ.</param>
public sealed record McNemarTest(int OnlyFirst, int OnlySecond, double PValue)
{
    /// <summary>Compares two classifiers on the same rows.</summary>
    /// <param name="truth">The true class of each row.</param>
    /// <param name="first">What one predicted for each row.</param>
    /// <param name="second">What the other predicted.</param>
    /// <exception cref="ArgumentException">No rows, or lengths that differ.</exception>
    public static McNemarTest Compute(ReadOnlySpan<int> truth, ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (truth.IsEmpty)
            throw new ArgumentException("truth: expected at least one row, got none.", nameof(truth));
        Check.Length(first.Length, truth.Length, nameof(first));
        Check.Length(second.Length, truth.Length, nameof(second));
        int onlyFirst = 0, onlySecond = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            bool a = first[i] == truth[i], b = second[i] == truth[i];
            onlyFirst += a && !b ? 1 : 0;
            onlySecond += b && !a ? 1 : 0;
        }
        return new McNemarTest(onlyFirst, onlySecond, TwoSided(Math.Min(onlyFirst, onlySecond), onlyFirst + onlySecond));
    }

    /// <summary>Twice the chance of at most <paramref name="fewer"/> heads in <paramref name="trials"/> tosses of a fair coin, at most 1.</summary>
    private static double TwoSided(int fewer, int trials)
    {
        // Terms relative to the last keep their size where the first ones would underflow.
        double logChoose = 0;
        for (int i = 1; i <= fewer; i++)
            logChoose += Math.Log((double)(trials - fewer + i) / i);
        double sum = 0, term = 1;
        for (int i = fewer; i >= 0 && term > 0; i--)
        {
            sum += term;
            term *= i / (double)(trials - i + 1);
        }
        return Math.Min(1, 2 * sum * Math.Exp(logChoose - trials * Math.Log(2)));
    }
}
