namespace EmotionKit.Tabular;

/// <summary>What is in a column.</summary>
public sealed record ColumnProfile
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>Rows without a value.</summary>
    public required int Missing { get; init; }

    /// <summary>Their share of all rows, 0 to 1.</summary>
    public required double MissingShare { get; init; }

    /// <summary>Distinct values, missing ones aside.</summary>
    public required int Distinct { get; init; }

    /// <summary>For numbers that are not all missing; else null.</summary>
    public NumberSummary? Numbers { get; init; }

    /// <summary>The most frequent values of text and truth values; empty for numbers.</summary>
    public IReadOnlyList<ValueCount> Top { get; init; } = [];

    /// <summary>How well the column alone tells the label, as area under the ROC curve of what its values, or their ranges, are by the labels of other
    /// rows: 0.5 for chance, 1 for perfect; of several classes the one told best. Null without a label of classes.</summary>
    public double? LabelAuc { get; init; }
}
