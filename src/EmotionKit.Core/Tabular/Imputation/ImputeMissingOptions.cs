namespace EmotionKit.Tabular;

/// <summary>Options of <c>ml.Transforms.ImputeMissing</c>.</summary>
public sealed record ImputeMissingOptions
{
    /// <summary>What takes the place of a missing value. Default <see cref="ImputationStrategy.Median"/>.</summary>
    public ImputationStrategy Strategy { get; init; } = ImputationStrategy.Median;

    /// <summary>Of <see cref="ImputationStrategy.Constant"/>: the number, finite. Default 0.</summary>
    public float Constant { get; init; }

    /// <summary>Of <see cref="ImputationStrategy.Constant"/> on text: the text, not empty. Default "(missing)".</summary>
    public string ConstantText { get; init; } = "(missing)";

    /// <summary>Of <see cref="ImputationStrategy.Nearest"/>: how many rows, 1 or more. Default 5.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>Of <see cref="ImputationStrategy.Nearest"/>: whether nearer rows count more, by 1 / distance. Default false.</summary>
    public bool WeightByDistance { get; init; }

    /// <summary>A further column to add, of the same type in numbers, which is 1 where the value was missing and 0 elsewhere; null, the
    /// default, for none.</summary>
    public string? IndicatorColumnName { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    public void Validate()
    {
        Check.Defined(Strategy);
        Check.Finite(Constant);
        Check.NotEmpty(ConstantText);
        Check.AtLeast(Neighbors, 1);
        if (IndicatorColumnName is not null)
            Check.NotEmpty(IndicatorColumnName);
    }
}
