namespace EmotionKit.Reporting;

/// <summary>One number that matters.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The number; null where it is not defined.</param>
public sealed record KeyFigure(string Name, double? Value)
{
    /// <summary>Lower end of its confidence interval, or null.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of its confidence interval, or null.</summary>
    public double? High { get; init; }

    /// <summary>How it is written, a .NET format for numbers. Default "0.000".</summary>
    public string Format { get; init; } = "0.000";

    /// <summary>What it means, in a few words, or null.</summary>
    public string? Note { get; init; }
}
