namespace EmotionKit.Corpora;

/// <summary>An audio file below the folder of a corpus.</summary>
/// <param name="Path">The folder as the user gave it, and the path below it.</param>
/// <param name="RelativePath">The path below the folder, with '/'.</param>
internal sealed record RecordingFile(string Path, string RelativePath)
{
    /// <summary>The file's name without folder and extension.</summary>
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(RelativePath);

    /// <summary>The folders on the way to the file, outermost first.</summary>
    public string[] Folders { get; } = RelativePath.Split('/')[..^1];
}
