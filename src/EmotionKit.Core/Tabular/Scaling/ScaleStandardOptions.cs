namespace EmotionKit.Tabular;

/// <summary>Options of <c>ml.Transforms.ScaleStandard</c>.</summary>
public sealed record ScaleStandardOptions
{
    /// <summary>Whether the mean becomes 0. Default true.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Whether the standard deviation becomes 1. Default true.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>Every value is allowed.</summary>
    public void Validate()
    {
    }
}
