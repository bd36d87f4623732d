namespace EmotionKit.Audio;

/// <summary>A folder that could not be listed while recordings were looked for.</summary>
/// <param name="Path">The folder that was given, and the path below it.</param>
/// <param name="RelativePath">The path below the folder that was given, with '/'.</param>
/// <param name="Reason">Why not.</param>
internal sealed record UnreadableFolder(string Path, string RelativePath, string Reason);
