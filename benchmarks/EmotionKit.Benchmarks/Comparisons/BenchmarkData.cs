namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>Where the repository and the real data are.</summary>
internal static class BenchmarkData
{
    public static string Repository { get; } = FindRepository();

    /// <summary>A folder of the data sets: below <c>EMOTIONKIT_DATA</c>, or <c>../shared/data</c> beside the repository.</summary>
    /// <exception cref="MissingPeerException">It is not there.</exception>
    public static string Require(params string[] parts)
    {
        string root = Environment.GetEnvironmentVariable("EMOTIONKIT_DATA") is { Length: > 0 } set
            ? set
            : Path.Combine(Repository, "..", "shared", "data");
        string path = Path.GetFullPath(Path.Combine([root, .. parts]));
        return Path.Exists(path) ? path : throw new MissingPeerException($"the data '{path}' is not there; set EMOTIONKIT_DATA");
    }

    private static string FindRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EmotionKit.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("Run the benchmarks from a clone of the repository.");
    }
}
