using System.CommandLine;
using System.Globalization;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Cli.Speech;
using EmotionKit.Corpora;
using EmotionKit.Reporting;
using Microsoft.ML;
using Spectre.Console;
using TableColumn = Spectre.Console.TableColumn;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit corpus</c>: what is in a folder of recordings, and what is wrong with it.</summary>
internal static class CorpusCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of the recordings." };
        Option<string?> corpus = SharedOptions.Corpus();
        Option<string?> json = SharedOptions.Json();
        Option<string?> page = SharedOptions.Report();
        Option<int?> threads = SharedOptions.Threads();
        var command = new Command("corpus", "Count a corpus' recordings per label and speaker, and list its problems.") { folder, corpus, json, page, threads };
        command.SetAction((parsed, stop) =>
        {
            using IDisposable? scope = SharedOptions.UseThreads(parsed.GetValue(threads));
            string? file = parsed.GetValue(json);
            if (file is not null)
                OutputFolder.Prepare(file);
            string? target = parsed.GetValue(page);
            if (target is not null)
                OutputFolder.Prepare(target);
            SpeechCorpusReport report = CorpusChoice.Scan(parsed.GetRequiredValue(folder), parsed.GetValue(corpus), terminal);
            CorpusSummary summary = CorpusSummary.Of(report, terminal.Track("reading", report.Recordings.Count, done => RecordingFacts.Read(report.Recordings, done, stop)));
            Show(summary, terminal, beside: file == JsonOutput.StandardOutput);
            if (file is not null)
                JsonOutput.Write(file, summary, terminal);
            ReportFile.Write(target, terminal, () => terminal.Track("report", report.Recordings.Count, step => new MLContext().Reports().Dataset(
                report, new DatasetReportOptions { Title = $"Recordings of {report.Corpus}", Info = new Dictionary<string, string> { ["Folder"] = report.Folder } }, ReportFile.Each(step), stop)));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Show(CorpusSummary summary, Terminal terminal, bool beside)
    {
        Action<string> line = beside ? terminal.Note : terminal.Line;
        line($"{summary.Corpus}: {summary.Recordings} recordings, {summary.Labels.Count} labels, "
            + $"{summary.Speakers.Count(speaker => speaker.Name.Length > 0)} speakers, {Duration(summary.Seconds)}");
        foreach ((string format, int count) in summary.Formats)
            line($"{count} x {format}");
        terminal.Table(Groups("label", "speakers", summary.Labels), beside);
        terminal.Table(Groups("speaker", "labels", summary.Speakers), beside);
        foreach (string problem in summary.Problems)
            terminal.Warn(problem);
        terminal.Note(summary.Problems.Count switch { 0 => "no problems", 1 => "1 problem", int count => $"{count} problems" });
    }

    private static Table Groups(string name, string others, IReadOnlyList<CorpusSummary.Group> groups)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(name);
        foreach (string heading in (string[])["recordings", others, "minutes", "shortest s", "longest s"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (CorpusSummary.Group group in groups)
        {
            table.AddRow(
                new Text(group.Name.Length == 0 ? "(none)" : group.Name),
                new Text(group.Recordings.ToString(CultureInfo.InvariantCulture)),
                new Text(group.Others.ToString(CultureInfo.InvariantCulture)),
                new Text((group.Seconds / 60).ToString("F1", CultureInfo.InvariantCulture)),
                new Text(group.Shortest.ToString("F2", CultureInfo.InvariantCulture)),
                new Text(group.Longest.ToString("F2", CultureInfo.InvariantCulture)));
        }
        return table;
    }

    private static string Duration(double seconds) => TimeSpan.FromSeconds(seconds) is { TotalHours: >= 1 } time
        ? $"{(int)time.TotalHours} h {time.Minutes} min"
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F1} min");
}
