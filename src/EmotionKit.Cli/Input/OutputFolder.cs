using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Input;

/// <summary>Makes sure, before any work is done, that a result can be written.</summary>
internal static class OutputFolder
{
    /// <summary>Creates the folder of a file that will be written, and tries to write there; standard output needs neither.</summary>
    /// <exception cref="JobFailedException">It cannot be written, or the path is that of a folder.</exception>
    public static void Prepare(string path)
    {
        if (path == JsonOutput.StandardOutput)
            return;
        if (Directory.Exists(path))
            throw new JobFailedException($"'{path}' is a folder; name a file.");
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            AtomicFile.Probe(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string why = ErrorText.OneLine(error);
            throw new JobFailedException(why.Contains(path, StringComparison.Ordinal) ? why : $"'{path}' cannot be written: {why}", error);
        }
    }
}
