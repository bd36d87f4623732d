namespace EmotionKit.Reporting;

/// <summary>A paragraph.</summary>
/// <param name="Text">Plain text.</param>
public sealed record ReportText(string Text) : ReportPart;
