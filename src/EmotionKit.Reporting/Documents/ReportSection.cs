namespace EmotionKit.Reporting;

/// <summary>A part of a report under a heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Parts">What it shows, in order.</param>
public sealed record ReportSection(string Title, IReadOnlyList<ReportPart> Parts)
{
    /// <summary>What a reader should know before looking, or null.</summary>
    public string? Text { get; init; }
}
