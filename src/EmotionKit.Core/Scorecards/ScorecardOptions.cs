namespace EmotionKit.Scorecards;

/// <summary>Options of <see cref="Scorecard.Fit"/>.</summary>
public sealed record ScorecardOptions
{
    /// <summary>Bins of a column at most, missing not counted, 2 to 100. Default 6.</summary>
    public int MaxBins { get; init; } = 6;

    /// <summary>Share of the rows that a bin has at least, above 0 and at most 0.5. Default 0.05.</summary>
    public double MinShare { get; init; } = 0.05;

    /// <summary>Whether the bad rate of numeric bins only rises, or only falls, with the value. Default true.</summary>
    public bool Monotone { get; init; } = true;

    /// <summary>Columns with a smaller information value are left out, at least 0. Default 0.02, below which a column is commonly called not predictive.</summary>
    public double MinInformationValue { get; init; } = 0.02;

    /// <summary>Rows added to each side of a bin, so that a bin of one class has a finite weight, above 0. Default 0.5.</summary>
    public double Smoothing { get; init; } = 0.5;

    /// <summary>L2 penalty of the logistic regression of the weights of evidence, at least 0. Default 1.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Points of a customer with odds of <see cref="BaseOdds"/>. Default 600.</summary>
    public double BaseScore { get; init; } = 600;

    /// <summary>Good customers per bad one at <see cref="BaseScore"/>, above 0. Default 50.</summary>
    public double BaseOdds { get; init; } = 50;

    /// <summary>Points that double the odds of being good, above 0. Default 20.</summary>
    public double PointsToDoubleOdds { get; init; } = 20;

    /// <summary>Whether points are whole numbers, as printed cards have them; probabilities then follow the rounded points. Default true.</summary>
    public bool RoundPoints { get; init; } = true;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(MaxBins, 2, 100);
        Check.Positive(MinShare);
        Check.InRange(MinShare, 0.0, 0.5);
        Check.AtLeast(MinInformationValue, 0.0);
        Check.Positive(Smoothing);
        Check.AtLeast(L2, 0.0);
        Check.Finite(L2);
        Check.Finite(BaseScore);
        Check.Positive(BaseOdds);
        Check.Positive(PointsToDoubleOdds);
    }
}
