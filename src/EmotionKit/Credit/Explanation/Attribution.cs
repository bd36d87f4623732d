namespace EmotionKit.Credit;

/// <summary>Divides what a model says of a row among its features: a base value and contributions that sum to the model's value.</summary>
internal abstract class Attribution
{
    public abstract int Columns { get; }

    /// <summary>What the values are: probabilities, or log-odds.</summary>
    public abstract bool IsProbability { get; }

    /// <summary>Writes every feature's contribution and returns the base value.</summary>
    /// <param name="row">The features.</param>
    /// <param name="contributions">As many as <see cref="Columns"/>.</param>
    public abstract double Explain(ReadOnlySpan<float> row, Span<double> contributions);

    /// <summary>Contributions to the log-odds, and their base.</summary>
    public double ExplainLogOdds(ReadOnlySpan<float> row, Span<double> contributions)
    {
        double start = Explain(row, contributions);
        return IsProbability ? Rescale(start, contributions, LogOdds) : start;
    }

    /// <summary>
    /// Carries contributions through a function of one number, in proportion, so that they sum to the function's change: how DeepLIFT and G-DeepSHAP pass
    /// through a nonlinear step (Shrikumar, Greenside and Kundaje 2017; Chen, Lundberg and Lee 2022). Returns the function at the base.
    /// </summary>
    public static double Rescale(double start, Span<double> contributions, Func<double, double> function)
    {
        double change = 0;
        foreach (double contribution in contributions)
            change += contribution;
        double from = function(start);
        double to = function(start + change);
        double factor = Math.Abs(change) > 1e-12 ? (to - from) / change : 0;
        for (int j = 0; j < contributions.Length; j++)
            contributions[j] *= factor;
        return from;
    }

    /// <summary>Of a probability, finite at its ends as scores of EmotionKit's trainers are.</summary>
    public static double LogOdds(double probability) => Trainers.BinaryPrediction.OfProbability(Math.Clamp(probability, 0, 1)).Score;
}
