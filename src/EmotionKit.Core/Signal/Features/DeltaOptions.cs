namespace EmotionKit.Signal;

/// <summary>Options of <see cref="Delta"/>; the defaults are those of <c>librosa.feature.delta</c>.</summary>
public sealed record DeltaOptions
{
    /// <summary>Which derivative, 1 to <see cref="Width"/> - 1.</summary>
    public int Order { get; init; } = 1;

    /// <summary>Frames that a derivative is estimated from: odd, at least 3.</summary>
    public int Width { get; init; } = 9;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        Check.InRange(Width, 3, 9999);
        if (Width % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(Width), Width, $"Width: expected an odd number, got {Width}.");
        Check.InRange(Order, 1, Width - 1);
    }
}
