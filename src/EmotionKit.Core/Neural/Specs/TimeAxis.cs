namespace EmotionKit.Neural;

/// <summary>What a layer does with the time axis, and so with the lengths of rows.</summary>
internal enum TimeAxis
{
    /// <summary>The first axis of the output is still time; lengths may shrink by <see cref="LayerSpec.OutputLength"/>.</summary>
    Kept,

    /// <summary>The output has no time axis.</summary>
    Dropped,
}
