namespace EmotionKit.Signal.Framing;

/// <summary>What remains to be done to logarithms once the whole clip is known: smaller values become <paramref name="Floor"/>, then
/// <paramref name="Reference"/> is subtracted.</summary>
internal readonly record struct LogRange(float Floor, float Reference)
{
    /// <summary>Nothing remains to be done.</summary>
    public static LogRange Whole => new(float.MinValue, 0);
}
