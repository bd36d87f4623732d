namespace EmotionKit.Tabular;

/// <summary>Something to look at before a model is trained.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">What is remarkable about it.</param>
/// <param name="Message">The same in words, with the figure.</param>
public sealed record ProfileRemark(string Column, ProfileRemarkKind Kind, string Message);
