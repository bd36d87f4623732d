namespace EmotionKit.Credit;

/// <summary>Options of <c>PartialDependence</c>.</summary>
public sealed record PartialDependenceOptions
{
    /// <summary>Values of a numeric column, at distinct quantiles; the most frequent of others. At least 2. Default 20.</summary>
    public int Points { get; init; } = 20;

    /// <summary>Rows at most, drawn at random, at least 1. Default 5000.</summary>
    public int MaxRows { get; init; } = 5000;

    /// <summary>Decides the rows. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        Check.AtLeast(Points, 2);
        Check.AtLeast(MaxRows, 1);
    }
}
