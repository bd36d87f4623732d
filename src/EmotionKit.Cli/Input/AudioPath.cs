namespace EmotionKit.Cli.Input;

/// <summary>A recording to read, and its path below the argument that named it.</summary>
internal sealed record AudioPath(string Path, string Relative)
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".wave", ".rf64", ".bw64", ".aif", ".aiff", ".aifc", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".au", ".caf", ".w64",
    };

    /// <summary>A file stands for itself, whatever its name, and also where it does not exist: reading it says so. A folder stands for
    /// the recordings below it, in the order of their names.</summary>
    /// <exception cref="JobFailedException">A folder holds no recording.</exception>
    public static IReadOnlyList<AudioPath> Expand(IReadOnlyList<string> paths)
    {
        var recordings = new List<AudioPath>();
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
            {
                string[] files = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(file => Extensions.Contains(System.IO.Path.GetExtension(file))).Order(StringComparer.Ordinal)];
                if (files.Length == 0)
                    throw new JobFailedException($"'{path}' holds no recording ({string.Join(", ", Extensions.Order(StringComparer.Ordinal))}).");
                recordings.AddRange(files.Select(file => new AudioPath(file, System.IO.Path.GetRelativePath(path, file))));
            }
            else
            {
                recordings.Add(new AudioPath(path, System.IO.Path.GetFileName(path)));
            }
        }
        return recordings;
    }
}
