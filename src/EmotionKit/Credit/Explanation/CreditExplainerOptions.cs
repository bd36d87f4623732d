namespace EmotionKit.Credit;

/// <summary>Options of <see cref="CreditExplainer"/>.</summary>
public sealed record CreditExplainerOptions
{
    /// <summary>Reasons per row at most, at least 1. Default 4, which is what lenders commonly state.</summary>
    public int MaxReasons { get; init; } = 4;

    /// <summary>Contributions to the log-odds below this are no reasons, at least 0. Default 0.01.</summary>
    public double SmallestContribution { get; init; } = 0.01;

    /// <summary>Names of columns in words, such as "late payments" for "NumberOfTimes90DaysLate"; a column not named here is called by its name.</summary>
    public IReadOnlyDictionary<string, string>? Names { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        Check.AtLeast(MaxReasons, 1);
        Check.AtLeast(SmallestContribution, 0.0);
    }
}
