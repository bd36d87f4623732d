namespace EmotionKit.Tabular;

/// <summary>Which columns <c>WithResampling</c> reads.</summary>
public sealed record ResamplingOptions
{
    /// <summary>The column with the classes: Boolean, a key, text or a number. Rows without a class are left out. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column with the features, a vector of Single of known size. Default "Features".</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public void Validate()
    {
        Check.NotEmpty(LabelColumnName);
        Check.NotEmpty(FeatureColumnName);
    }
}
