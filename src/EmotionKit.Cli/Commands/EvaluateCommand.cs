using System.CommandLine;
using System.Diagnostics;
using EmotionKit.Cli.Credit;
using EmotionKit.Cli.Digits;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Cli.Speech;
using EmotionKit.Corpora;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit evaluate</c>: scores labelled recordings, pictures or rows with a saved model, and measures the answers.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = SharedOptions.Model();
        Option<string> data = SharedOptions.Data();
        data.Description = "The folder of the recordings; for a credit model, the table; for digits, MNIST's files or a folder of pictures for each digit.";
        var label = new Option<string?>("--label") { Description = "For a credit model: the column with the truth.", HelpName = "COL" };
        Option<string?> positive = CreditCommand.Positive();
        Option<bool> skip = CreditCommand.SkipUnlabelled();
        Option<string?> corpus = SharedOptions.Corpus();
        Option<string?> json = SharedOptions.Json();
        Option<string?> page = SharedOptions.Report();
        Option<string?> costs = CreditReportOptions.Costs(), groups = CreditReportOptions.Groups();
        Option<int?> threads = SharedOptions.Threads();
        var command = new Command("evaluate", "Measure a saved model on a labelled corpus, on pictures of digits, or a credit model on a table.")
        {
            file, data, corpus, label, positive, skip, json, page, costs, groups, threads,
        };
        command.SetAction((parsed, stop) =>
        {
            using IDisposable? scope = SharedOptions.UseThreads(parsed.GetValue(threads));
            string? target = parsed.GetValue(json);
            if (target is not null)
                OutputFolder.Prepare(target);
            string? report = parsed.GetValue(page);
            if (report is not null)
                OutputFolder.Prepare(report);
            if (parsed.GetValue(label) is { } column)
            {
                var options = new CreditReportOptions(report, parsed.GetValue(costs), parsed.GetValue(groups));
                return Task.FromResult(CreditEvaluation.Run(
                    parsed.GetRequiredValue(file), parsed.GetRequiredValue(data), column, parsed.GetValue(positive), parsed.GetValue(skip), target, options, terminal, stop));
            }
            if ((parsed.GetValue(costs) is not null ? "--costs" : parsed.GetValue(groups) is not null ? "--groups" : parsed.GetValue(skip) ? "--skip-unlabelled" : null) is { } credit)
                throw new UsageException($"{credit}: only of a credit model, whose column with the truth --label names.");
            string model = parsed.GetRequiredValue(file);
            return Task.FromResult(DigitEvaluation.Fits(ModelFile.Inspect(model))
                ? DigitEvaluation.Run(model, parsed.GetRequiredValue(data), target, report, terminal, stop)
                : Run(model, parsed.GetRequiredValue(data), parsed.GetValue(corpus), target, report, terminal, stop));
        });
        return command;
    }

    private static int Run(string file, string folder, string? corpus, string? json, string? report, Terminal terminal, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var scorer = new SpeechScorer(file);
        string[] classes = [.. scorer.Classes];
        SpeechCorpusReport found = CorpusChoice.Scan(folder, corpus, terminal);
        CorpusChoice.NoteLeftOut(found, terminal);
        SpeechRecording[] known = [.. found.Recordings.Where(recording => classes.Contains(recording.Label))];
        if (known.Length < found.Recordings.Count)
        {
            IEnumerable<string> unknown = found.Recordings.Select(recording => recording.Label).Except(classes).Order(StringComparer.Ordinal);
            terminal.Warn($"left out: {found.Recordings.Count - known.Length} recordings with labels that the model does not know ({string.Join(", ", unknown)})");
        }

        ScoredRecording[] scored = [.. terminal.Track("scoring", known.Length, done => scorer.Run(known, done, stop)).OfType<ScoredRecording>()];
        foreach (ScoredRecording row in scored.Where(row => row.Error is not null))
            terminal.Fail(row.Error!);
        ScoredRecording[] rows = [.. scored.Where(row => row.Error is null)];
        if (rows.Length == 0)
            stop.ThrowIfCancellationRequested();
        if (rows.Length == 0)
            throw new JobFailedException($"'{folder}': no recording could be scored that has one of the model's labels ({string.Join(", ", classes)}).");

        int[] truth = [.. rows.Select(row => Array.IndexOf(classes, row.Recording.Label))];
        int[] predicted = [.. rows.Select(row => row.Predicted)];
        double[] scores = [.. rows.SelectMany(row => row.Scores).Select(score => (double)score)];
        ClassificationReport result = ClassificationReport.Create(classes, ClassificationMetrics.Compute(truth, predicted, classes.Length, scores)) with
        {
            SkippedRows = found.Recordings.Count - known.Length + scored.Length - rows.Length,
            Seconds = watch.Elapsed.TotalSeconds,
        };
        EvaluationView.Show(result, terminal, beside: json == JsonOutput.StandardOutput);
        if (json is not null)
        {
            var facts = new { Complete = scored.Length == known.Length, Model = file, found.Corpus, UnknownLabels = found.Recordings.Count - known.Length, Failed = scored.Length - rows.Length };
            JsonOutput.Write(json, result, facts, terminal);
        }
        ReportFile.Write(report, terminal, () => SpeechReport.Of(rows, classes, file, found));
        stop.ThrowIfCancellationRequested();
        return rows.Length == scored.Length ? ExitCode.Success : ExitCode.Failed;
    }
}
