namespace EmotionKit.Tabular;

/// <summary>Options of <c>ml.Transforms.SelectByCorrelation</c>.</summary>
public sealed record SelectByCorrelationOptions
{
    /// <summary>How correlation is measured. Default <see cref="CorrelationMethod.Pearson"/>.</summary>
    public CorrelationMethod Method { get; init; } = CorrelationMethod.Pearson;

    /// <summary>The least |correlation| with the label that a feature needs to stay, 0 to 1. Default 0.01.</summary>
    public double MinLabelCorrelation { get; init; } = 0.01;

    /// <summary>The most |correlation| that two features that stay may have, above 0 and at most 1; of two above it, the one more correlated with the label
    /// stays. Null, the default, for any.</summary>
    public double? MaxMutualCorrelation { get; init; }

    /// <summary>The label: Boolean, a key, or a number. Of more than two classes, the one that a feature tells best from the others counts. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    public void Validate()
    {
        Check.Defined(Method);
        Check.InRange(MinLabelCorrelation, 0, 1);
        if (MaxMutualCorrelation is { } most)
        {
            Check.Positive(most, nameof(MaxMutualCorrelation));
            Check.InRange(most, 0, 1, nameof(MaxMutualCorrelation));
        }
        Check.NotEmpty(LabelColumnName);
    }
}
