namespace EmotionKit.Credit;

/// <summary>Options of <c>PermutationImportance</c>.</summary>
public sealed record PermutationImportanceOptions
{
    /// <summary>The column with the truth: Boolean, or a key of two. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>What is measured. Default <see cref="ImportanceMetric.RocAuc"/>.</summary>
    public ImportanceMetric Metric { get; init; }

    /// <summary>Permutations of each column, at least 2. Default 10.</summary>
    public int Repeats { get; init; } = 10;

    /// <summary>Rows at most, drawn at random, at least 2. Default 20 000.</summary>
    public int MaxRows { get; init; } = 20_000;

    /// <summary>Confidence of the intervals, above 0 and below 1. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Decides the rows and permutations. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a number is out of its range.</exception>
    public void Validate()
    {
        Check.NotEmpty(LabelColumnName);
        Check.Defined(Metric);
        Check.AtLeast(Repeats, 2);
        Check.AtLeast(MaxRows, 2);
        Check.Positive(Confidence);
        if (Confidence >= 1)
            throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, $"Confidence: expected a number below 1, got {Confidence}.");
    }
}
