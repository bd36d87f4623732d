using EmotionKit.Reporting;

namespace EmotionKit.Cli.Output;

/// <summary>Writes the file of <c>--report</c>.</summary>
internal static class ReportFile
{
    /// <param name="path">Where to, or null for none; its extension says in which form.</param>
    /// <param name="terminal">Told of the file.</param>
    /// <param name="make">Makes the report.</param>
    public static void Write(string? path, Terminal terminal, Func<Report> make)
    {
        if (path is null)
            return;
        make().Save(path);
        terminal.Note($"saved {path}");
    }

    /// <summary>Tells a bar of every recording, row or column that a report has looked at.</summary>
    public static IProgress<DatasetProgress> Each(Action step) => new Listener<DatasetProgress>(_ => step());
}
