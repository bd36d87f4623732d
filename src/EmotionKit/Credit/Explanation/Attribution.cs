namespace EmotionKit.Credit;

/// <summary>Divides what a model says of rows among their features: a base value and contributions that sum to the model's value.</summary>
internal abstract class Attribution
{
    public abstract int Columns { get; }

    /// <summary>What the values are: probabilities, or log-odds.</summary>
    public abstract bool IsProbability { get; }

    /// <summary>Writes every feature's contribution, and the base values.</summary>
    /// <param name="rows">[row, column].</param>
    /// <param name="contributions">[row, column].</param>
    /// <param name="starts">One per row.</param>
    public abstract void Explain(ReadOnlySpan<float> rows, Span<double> contributions, Span<double> starts);

    /// <summary>Contributions to the log-odds, and their bases.</summary>
    public void ExplainLogOdds(ReadOnlySpan<float> rows, Span<double> contributions, Span<double> starts)
    {
        Explain(rows, contributions, starts);
        if (IsProbability)
            Rescale(contributions, starts, LogOdds);
    }

    /// <summary>
    /// Carries contributions through a function of one number, in proportion, so that they sum to the function's change: how DeepLIFT and G-DeepSHAP pass
    /// through a nonlinear step (Shrikumar, Greenside and Kundaje 2017; Chen, Lundberg and Lee 2022).
    /// </summary>
    public static void Rescale(Span<double> contributions, Span<double> starts, Func<double, double> function)
    {
        int columns = contributions.Length / starts.Length;
        for (int row = 0; row < starts.Length; row++)
        {
            Span<double> own = contributions.Slice(row * columns, columns);
            double change = 0;
            foreach (double contribution in own)
                change += contribution;
            double from = function(starts[row]);
            double to = function(starts[row] + change);
            double factor = Math.Abs(change) > 1e-12 ? (to - from) / change : 0;
            for (int j = 0; j < own.Length; j++)
                own[j] *= factor;
            starts[row] = from;
        }
    }

    /// <summary>Of a probability, finite at its ends as scores of EmotionKit's trainers are.</summary>
    public static double LogOdds(double probability) => Trainers.BinaryPrediction.OfProbability(Math.Clamp(probability, 0, 1)).Score;

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
