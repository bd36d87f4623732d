namespace EmotionKit.Reporting;

/// <summary>A clip to hear, an image to see, or both.</summary>
/// <param name="Caption">What it is.</param>
public sealed record MediaItem(string Caption)
{
    /// <summary>Who or what was said, such as the true and the predicted class; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>What the images show, for who cannot see them; null for the caption.</summary>
    public string? Description { get; init; }

    /// <summary>A sound as a data URI, such as <c>data:audio/wav;base64,...</c>, or null.</summary>
    public string? Audio { get; init; }

    /// <summary>Images as data URIs, such as <c>data:image/png;base64,...</c>.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];
}
