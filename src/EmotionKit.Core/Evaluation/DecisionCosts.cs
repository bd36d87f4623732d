namespace EmotionKit.Evaluation;

/// <summary>What one decision costs, in any unit; a gain is negative. Positive rows are the bad customers, and are refused.</summary>
public sealed record DecisionCosts
{
    /// <summary>Accepting a bad customer. Default 5, as in the cost matrix of the German credit data (Hofmann 1994).</summary>
    public double AcceptedBad { get; init; } = 5;

    /// <summary>Refusing a good customer. Default 1.</summary>
    public double RefusedGood { get; init; } = 1;

    /// <summary>Accepting a good customer. Default 0; a margin earned is negative.</summary>
    public double AcceptedGood { get; init; }

    /// <summary>Refusing a bad customer. Default 0.</summary>
    public double RefusedBad { get; init; }

    /// <summary>The probability above which refusing costs less, for calibrated probabilities (Elkan 2001), 0 to 1.</summary>
    public double Threshold
    {
        get
        {
            double good = RefusedGood - AcceptedGood;
            double bad = AcceptedBad - RefusedBad;
            return good / (good + bad);
        }
    }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A cost is not finite, or a wrong decision costs no more than the right one.</exception>
    public void Validate()
    {
        Check.Finite(AcceptedBad);
        Check.Finite(RefusedGood);
        Check.Finite(AcceptedGood);
        Check.Finite(RefusedBad);
        if (!(AcceptedBad > RefusedBad))
            throw new ArgumentException($"AcceptedBad: expected more than RefusedBad, {RefusedBad}, got {AcceptedBad}.");
        if (!(RefusedGood > AcceptedGood))
            throw new ArgumentException($"RefusedGood: expected more than AcceptedGood, {AcceptedGood}, got {RefusedGood}.");
    }
}
