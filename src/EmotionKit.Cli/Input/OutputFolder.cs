using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Input;

/// <summary>Makes sure, before any work is done, that a result can be written.</summary>
internal static class OutputFolder
{
    /// <summary>Creates the folder of a file that will be written; standard output needs none.</summary>
    /// <exception cref="JobFailedException">It cannot be, or the path is that of a folder.</exception>
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
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobFailedException($"'{path}' cannot be written: {error.Message}", error);
        }
    }
}
