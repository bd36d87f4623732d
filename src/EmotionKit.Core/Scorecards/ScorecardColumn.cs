namespace EmotionKit.Scorecards;

/// <summary>A column of a scorecard with its bins.</summary>
public sealed record ScorecardColumn
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether its values are numbers; else categories.</summary>
    public required bool IsNumeric { get; init; }

    /// <summary>Of numbers from low to high, of categories from the best to the worst; then other categories, then missing, where there are such bins.</summary>
    public required IReadOnlyList<ScorecardBin> Bins { get; init; }

    /// <summary>Information value: the sum over bins of (share of good - share of bad) * weight of evidence.</summary>
    public required double InformationValue { get; init; }

    /// <summary>The column's weight in the logistic regression of being good on weights of evidence; 1 where columns do not overlap.</summary>
    public double Coefficient { get; init; }

    /// <summary>The bin of a number; null where it is missing and the training rows had no missing ones.</summary>
    public ScorecardBin? Find(float value)
    {
        foreach (ScorecardBin bin in Bins)
        {
            if (float.IsNaN(value) ? bin.IsMissing : value >= bin.From && value < bin.To)
                return bin;
        }
        // Positive infinity is below no end.
        return float.IsPositiveInfinity(value) ? Bins.LastOrDefault(bin => !bin.IsMissing) : null;
    }

    /// <summary>The bin of a category; null where neither it nor a bin for others was there in training.</summary>
    public ScorecardBin? Find(ReadOnlySpan<char> value)
    {
        ScorecardBin? other = null;
        foreach (ScorecardBin bin in Bins)
        {
            if (value.IsEmpty && bin.IsMissing)
                return bin;
            if (!bin.IsMissing && bin.Categories.Count == 0)
                other = bin;
            foreach (string category in bin.Categories)
            {
                if (value.SequenceEqual(category))
                    return bin;
            }
        }
        return value.IsEmpty ? null : other;
    }
}
