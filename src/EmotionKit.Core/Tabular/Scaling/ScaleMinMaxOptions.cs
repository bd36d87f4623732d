namespace EmotionKit.Tabular;

/// <summary>Options of <c>ml.Transforms.ScaleMinMax</c>.</summary>
public sealed record ScaleMinMaxOptions
{
    /// <summary>What the smallest value becomes. Default 0.</summary>
    public double Minimum { get; init; }

    /// <summary>What the largest value becomes, above <see cref="Minimum"/>. Default 1.</summary>
    public double Maximum { get; init; } = 1;

    /// <summary>Whether later values beyond those of fitting are brought to <see cref="Minimum"/> or <see cref="Maximum"/>. Default false.</summary>
    public bool Clip { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or the maximum is not above the minimum.</exception>
    public void Validate()
    {
        Check.Finite(Minimum);
        Check.Finite(Maximum);
        if (Maximum <= Minimum)
            throw new ArgumentOutOfRangeException(nameof(Maximum), Maximum, $"{nameof(Maximum)}: expected a number above {nameof(Minimum)}, {Minimum}, got {Maximum}.");
    }
}
