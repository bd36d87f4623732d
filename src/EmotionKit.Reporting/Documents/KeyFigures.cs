namespace EmotionKit.Reporting;

/// <summary>Numbers shown large, side by side.</summary>
/// <param name="Figures">The numbers.</param>
public sealed record KeyFigures(IReadOnlyList<KeyFigure> Figures) : ReportPart;
