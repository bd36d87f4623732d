using System.Collections.Frozen;
using System.IO.Enumeration;

namespace EmotionKit.Corpora;

/// <summary>Finds audio files by their extension, in an order that is the same on every machine.</summary>
internal static class AudioFiles
{
    private static readonly FrozenSet<string> Extensions = new[]
    {
        ".wav", ".wave", ".rf64", ".w64", ".flac", ".aif", ".aiff", ".aifc", ".mp3", ".mp2", ".ogg", ".oga", ".opus", ".m4a", ".aac",
        ".caf", ".au", ".snd", ".wma", ".amr",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsAudio(ReadOnlySpan<char> path) =>
        Extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Path.GetExtension(path));

    /// <summary>Every audio file below a folder but hidden ones, by ordinal order of the path below it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static List<RecordingFile> Below(string folder)
    {
        Check.NotEmpty(folder);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"'{folder}': expected the folder of a corpus, found no such folder.");
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var paths = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsAudio(entry.FileName),
        };
        var files = new List<RecordingFile>();
        foreach (string path in paths)
            files.Add(new RecordingFile(path, Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')));
        files.Sort((a, b) => string.CompareOrdinal(a.RelativePath, b.RelativePath));
        return files;
    }
}
