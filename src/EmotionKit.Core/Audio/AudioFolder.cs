using System.Collections.Frozen;
using System.IO.Enumeration;

namespace EmotionKit.Audio;

/// <summary>Finds recordings below a folder by their extension, in an order that is the same on every machine.</summary>
/// <remarks>Hidden files and folders are passed over, among them the "._" files that macOS leaves beside others. Links to folders are
/// followed, but never into a folder that leads to them.</remarks>
internal sealed class AudioFolder
{
    private static readonly FrozenSet<string> Extensions = new[]
    {
        ".wav", ".wave", ".rf64", ".bw64", ".w64", ".flac", ".aif", ".aiff", ".aifc", ".mp3", ".mp2", ".ogg", ".oga", ".opus", ".m4a", ".aac",
        ".caf", ".au", ".snd", ".wma", ".amr",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly List<string> _files = [];
    private readonly List<UnreadableFolder> _unreadable = [];
    private readonly HashSet<string> _onTheWay = new(StringComparer.Ordinal);

    private AudioFolder()
    {
    }

    /// <summary>Paths below the folder, with '/', in ordinal order.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Folders below it that cannot be listed.</summary>
    public IReadOnlyList<UnreadableFolder> Unreadable => _unreadable;

    public static bool IsAudio(ReadOnlySpan<char> path) =>
        Extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Path.GetExtension(path));

    /// <summary>Every recording below a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be listed.</exception>
    public static AudioFolder List(string folder)
    {
        Check.NotEmpty(folder);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"'{folder}': expected a folder of recordings, found no such folder.");
        var result = new AudioFolder();
        result.Enter(folder, "", RealPath(folder));
        result._files.Sort(StringComparer.Ordinal);
        result._unreadable.Sort((a, b) => string.CompareOrdinal(a.RelativePath, b.RelativePath));
        return result;
    }

    private void Enter(string folder, string relative, string real)
    {
        if (!_onTheWay.Add(real))
            return;
        foreach ((string name, bool isFolder, bool isLink) in Entries(folder))
        {
            string below = relative.Length == 0 ? name : $"{relative}/{name}";
            if (!isFolder)
            {
                if (IsAudio(name))
                    _files.Add(below);
                continue;
            }
            string path = Path.Join(folder, name);
            try
            {
                Enter(path, below, isLink ? RealPath(path) : Path.Join(real, name));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                _unreadable.Add(new UnreadableFolder(path, below, error.Message));
            }
        }
        _onTheWay.Remove(real);
    }

    private static FileSystemEnumerable<(string Name, bool IsFolder, bool IsLink)> Entries(string folder) => new(
        folder,
        (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != 0),
        new EnumerationOptions { IgnoreInaccessible = false });

    // The path without links, so that a folder has one name however it was reached.
    private static string RealPath(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        foreach (string part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Join(real, part);
            real = new DirectoryInfo(next).ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName) : next;
        }
        return real;
    }
}
