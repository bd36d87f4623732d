namespace EmotionKit.Tabular;

/// <summary>What is in a table: the step before a model.</summary>
public sealed record DataProfile
{
    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that are equal to an earlier one in every column.</summary>
    public required int DuplicateRows { get; init; }

    /// <summary>The columns, in their order.</summary>
    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>The balance of the label; null where there is none, or where it has too many values to be classes.</summary>
    public LabelBalance? Label { get; init; }

    /// <summary>Linear correlations of numbers and truth values.</summary>
    public required CorrelationMatrix Pearson { get; init; }

    /// <summary>Rank correlations of numbers and truth values.</summary>
    public required CorrelationMatrix Spearman { get; init; }

    /// <summary>Cramér's V of text and truth values, and of the label: 0 for independent columns, 1 where one decides the other.</summary>
    public required CorrelationMatrix CramersV { get; init; }

    /// <summary>What to look at first.</summary>
    public required IReadOnlyList<ProfileRemark> Remarks { get; init; }
}
