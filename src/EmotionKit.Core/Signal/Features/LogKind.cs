namespace EmotionKit.Signal;

/// <summary>Which logarithm a log-mel spectrum has.</summary>
public enum LogKind
{
    /// <summary><c>10 log10(max(AMin, x))</c>, limited to <c>TopDb</c> below the clip's maximum.</summary>
    Decibel,

    /// <summary><c>ln(max(AMin, x))</c>.</summary>
    Natural,

    /// <summary><c>log10(max(AMin, x))</c>.</summary>
    Log10,
}
