namespace EmotionKit.TestSupport;

/// <summary>Finds the real data that some tests need: <c>EMOTIONKIT_DATA</c>, or <c>../shared/data</c> beside the repository.</summary>
internal static class TestData
{
    public static string? Root { get; } = Find();

    /// <summary>The path of a data file or folder; skips the running test, with a reason, where it is absent.</summary>
    public static string Require(params string[] parts)
    {
        if (Root is null)
            Assert.Skip("needs the data sets: set EMOTIONKIT_DATA, or put them at ../shared/data beside the repository");
        string path = Path.Combine([Root, .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path))
            Assert.Skip($"needs '{string.Join('/', parts)}' below {Root}");
        return path;
    }

    private static string? Find()
    {
        string? set = Environment.GetEnvironmentVariable("EMOTIONKIT_DATA");
        if (!string.IsNullOrEmpty(set))
            return Directory.Exists(set) ? set : null;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EmotionKit.sln")))
            {
                string beside = Path.Combine(folder.FullName, "..", "shared", "data");
                return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
            }
        }
        return null;
    }
}
