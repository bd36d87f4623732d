namespace EmotionKit.Tabular;

/// <summary>Options of <c>ml.Data.Profile</c>.</summary>
public sealed record DataProfileOptions
{
    /// <summary>The column to predict, whose balance is counted and which others may give away. Null, the default, for "Label" where there is such a
    /// column, else none.</summary>
    public string? LabelColumnName { get; init; }

    /// <summary>How many distances between the quartiles beyond them a number counts as an outlier, 0 or more. Default 1.5.</summary>
    public double IqrFactor { get; init; } = 1.5;

    /// <summary>Most frequent values to list per column of text, 0 or more. Default 5.</summary>
    public int TopValues { get; init; } = 5;

    /// <summary>Columns that correlations are computed for at most, the first of each kind, 0 or more. Default 100.</summary>
    public int MaxCorrelationColumns { get; init; } = 100;

    /// <summary>Distinct values above which a column of text takes no part in Cramér's V, 2 to 5000. Default 1000.</summary>
    public int MaxCategories { get; init; } = 1000;

    /// <summary>The area under the ROC curve from which on a column alone is said to give the label away, above 0.5 and at most 1. Default 0.97.</summary>
    public double LeakageAuc { get; init; } = 0.97;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    public void Validate()
    {
        if (LabelColumnName is not null)
            Check.NotEmpty(LabelColumnName);
        Check.AtLeast(IqrFactor, 0);
        Check.Finite(IqrFactor);
        Check.AtLeast(TopValues, 0);
        Check.AtLeast(MaxCorrelationColumns, 0);
        Check.InRange(MaxCategories, 2, 5000);
        Check.InRange(LeakageAuc, 0.5, 1);
    }
}
