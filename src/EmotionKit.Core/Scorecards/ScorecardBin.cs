using System.Globalization;

namespace EmotionKit.Scorecards;

/// <summary>One line of a scorecard: which values it is for, and what they are worth.</summary>
public sealed record ScorecardBin
{
    /// <summary>Of numbers: the lowest value, inclusive; negative infinity for the lowest bin. NaN for other kinds.</summary>
    public double From { get; init; } = double.NaN;

    /// <summary>Of numbers: the upper end, exclusive; positive infinity for the highest bin. NaN for other kinds.</summary>
    public double To { get; init; } = double.NaN;

    /// <summary>Of categories: those that are in the bin. Empty for numbers, for missing, and for the bin of all other categories.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Whether the bin is for missing values.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Training rows.</summary>
    public int Rows { get; init; }

    /// <summary>Bad ones among them.</summary>
    public int Bad { get; init; }

    /// <summary>Weight of evidence, <c>ln(share of the good rows / share of the bad rows)</c>: above 0 for better customers than on average.</summary>
    public double WeightOfEvidence { get; init; }

    /// <summary>What the bin adds to the score.</summary>
    public double Points { get; init; }

    /// <summary>The values as a text.</summary>
    public override string ToString()
    {
        if (IsMissing)
            return "missing";
        if (Categories.Count > 0)
            return string.Join(", ", Categories);
        return double.IsNaN(From) ? "other" : string.Create(CultureInfo.InvariantCulture, $"[{Text(From)}, {Text(To)})");
    }

    private static string Text(double value) => double.IsInfinity(value) ? value > 0 ? "inf" : "-inf" : value.ToString("G7", CultureInfo.InvariantCulture);
}
