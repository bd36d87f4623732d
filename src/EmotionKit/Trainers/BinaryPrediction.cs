namespace EmotionKit.Trainers;

/// <summary>What binary trainers say of a row.</summary>
/// <param name="Score">Log-odds of the positive class, finite; above 0 where it is the more probable one.</param>
/// <param name="Probability">Of the positive class.</param>
internal readonly record struct BinaryPrediction(float Score, float Probability)
{
    // The largest log-odds that a probability of Single tells from certainty.
    private const double LargestLogOdds = 16.635532;

    /// <summary>The row's class; false also where the probability is NaN, since Boolean has no missing value.</summary>
    public bool Label => Score > 0;

    /// <summary>From a probability; certainty becomes log-odds of about 16.6, so that scores stay finite.</summary>
    public static BinaryPrediction OfProbability(double probability)
    {
        double logOdds = Math.Log(probability / (1 - probability));
        return new BinaryPrediction((float)Math.Clamp(logOdds, -LargestLogOdds, LargestLogOdds), (float)probability);
    }

    public static BinaryPrediction OfLogOdds(double logOdds) => new((float)logOdds, (float)(1 / (1 + Math.Exp(-logOdds))));
}
