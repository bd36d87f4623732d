namespace EmotionKit.Tabular;

/// <summary>What became of a feature.</summary>
/// <param name="Slot">Its place among the features, from 0.</param>
/// <param name="Name">Its name; null where it has none.</param>
/// <param name="LabelCorrelation">Its correlation with the label; NaN where it does not vary.</param>
/// <param name="IsKept">Whether it stays.</param>
/// <param name="Reason">Why it goes; null where it stays.</param>
public sealed record FeatureSelection(int Slot, string? Name, double LabelCorrelation, bool IsKept, string? Reason);
