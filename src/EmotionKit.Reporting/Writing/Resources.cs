namespace EmotionKit.Reporting;

/// <summary>Files that are built into the assembly.</summary>
internal static class Resources
{
    public static string ReadText(string name)
    {
        using Stream stream = typeof(Resources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is not in {typeof(Resources).Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
