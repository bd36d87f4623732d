using EmotionKit.Audio;

namespace EmotionKit.Corpora;

/// <summary>An audio file below the folder of a corpus.</summary>
/// <param name="Path">The folder as the user gave it, and the path below it.</param>
/// <param name="RelativePath">The path below the folder, with '/'.</param>
internal sealed record RecordingFile(string Path, string RelativePath)
{
    /// <summary>The file's name without folder and extension.</summary>
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(RelativePath);

    /// <summary>Every recording below a folder; folders below it that cannot be listed become problems.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be listed.</exception>
    public static IEnumerable<RecordingFile> Below(string folder, List<SpeechCorpusProblem> problems)
    {
        AudioFolder found = AudioFolder.List(folder);
        foreach (UnreadableFolder unreadable in found.Unreadable)
            problems.Add(new SpeechCorpusProblem(unreadable.Path, $"expected a folder that can be read, found that it cannot: {unreadable.Reason}", LeftOut: true));
        return found.Files.Select(below => new RecordingFile(System.IO.Path.Join(folder, below.Replace('/', System.IO.Path.DirectorySeparatorChar)), below));
    }

    /// <summary>The folders on the way to the file, outermost first.</summary>
    public string[] Folders { get; } = RelativePath.Split('/')[..^1];
}
