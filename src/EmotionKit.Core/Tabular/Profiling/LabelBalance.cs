namespace EmotionKit.Tabular;

/// <summary>The classes of the label.</summary>
/// <param name="Column">The label.</param>
/// <param name="Classes">The most frequent first.</param>
/// <param name="Missing">Rows without a class.</param>
public sealed record LabelBalance(string Column, IReadOnlyList<ValueCount> Classes, int Missing);
