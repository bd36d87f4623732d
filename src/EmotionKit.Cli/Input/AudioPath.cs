using EmotionKit.Audio;
using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Input;

/// <summary>A recording to read, and its path below the argument that named it; or a folder that gives none, and why.</summary>
internal sealed record AudioPath(string Path, string Relative, string? Problem = null)
{
    /// <summary>A file stands for itself, whatever its name, and also where it does not exist: reading it says so. A folder stands for
    /// the recordings below it, in the order of their names.</summary>
    public static IReadOnlyList<AudioPath> Expand(IReadOnlyList<string> paths)
    {
        var recordings = new List<AudioPath>();
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
                recordings.AddRange(Below(path));
            else
                recordings.Add(new AudioPath(path, System.IO.Path.GetFileName(path)));
        }
        return recordings;
    }

    private static IEnumerable<AudioPath> Below(string folder)
    {
        AudioFolder found;
        try
        {
            found = AudioFolder.List(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [new AudioPath(folder, "", ErrorText.OneLine(error, folder))];
        }
        IEnumerable<AudioPath> unreadable = found.Unreadable.Select(below => new AudioPath(below.Path, below.RelativePath, $"{below.Path}: {below.Reason}"));
        return found.Files.Count == 0 && found.Unreadable.Count == 0
            ? [new AudioPath(folder, "", $"'{folder}' holds no recording: no file with the extension of an audio format.")]
            : unreadable.Concat(found.Files.Select(below => new AudioPath(System.IO.Path.Join(folder, below), below)));
    }
}
