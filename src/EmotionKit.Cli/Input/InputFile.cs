namespace EmotionKit.Cli.Input;

/// <summary>A file that a verb reads.</summary>
internal static class InputFile
{
    /// <exception cref="JobFailedException">There is no such file, or it is a folder.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
            throw new JobFailedException($"'{path}' is a folder; name a file.");
        if (!File.Exists(path))
            throw new JobFailedException($"'{path}' does not exist.");
    }
}
