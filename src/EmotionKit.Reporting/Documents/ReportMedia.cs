namespace EmotionKit.Reporting;

/// <summary>Clips to hear and images to see.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Items">The clips and images.</param>
public sealed record ReportMedia(string Title, IReadOnlyList<MediaItem> Items) : ReportPart;
