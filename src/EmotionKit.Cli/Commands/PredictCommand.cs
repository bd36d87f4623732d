using System.CommandLine;
using System.Diagnostics;
using EmotionKit.Cli.Credit;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Cli.Speech;
using EmotionKit.Corpora;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit predict</c>: scores recordings with a saved model.</summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = SharedOptions.Model();
        Argument<string[]> paths = SharedOptions.Paths();
        Option<string?> json = SharedOptions.Json();
        var output = new Option<string?>("--out") { Description = "For a credit model: where to write the scores, as CSV; standard output unless given.", HelpName = "FILE" };
        var explain = new Option<bool>("--explain") { Description = "For a credit model: the strongest reasons against each customer." };
        Option<int?> threads = SharedOptions.Threads();
        var command = new Command("predict", "Score recordings, or a table of customers, with a saved model.") { file, paths, json, output, explain, threads };
        command.SetAction((parsed, stop) =>
        {
            using IDisposable? scope = SharedOptions.UseThreads(parsed.GetValue(threads));
            string? target = parsed.GetValue(json);
            foreach (string? written in (string?[])[target, parsed.GetValue(output)])
            {
                if (written is not null)
                    OutputFolder.Prepare(written);
            }
            if (CreditModel.Is(parsed.GetRequiredValue(file)))
            {
                string[] tables = parsed.GetRequiredValue(paths);
                if (tables.Length > 1)
                    throw new UsageException($"PATH: expected one table for a credit model, got {tables.Length}.");
                return Task.FromResult(CreditPrediction.Run(
                    parsed.GetRequiredValue(file), tables[0], parsed.GetValue(output), target, parsed.GetValue(explain), terminal, stop));
            }
            if (parsed.GetValue(output) is not null || parsed.GetValue(explain))
                throw new UsageException("--out and --explain are for credit models.");
            return Task.FromResult(Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(paths), target, terminal, stop));
        });
        return command;
    }

    private static int Run(string file, string[] paths, string? json, Terminal terminal, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var scorer = new SpeechScorer(file);
        IReadOnlyList<AudioPath> inputs = AudioPath.Expand(paths);
        SpeechRecording[] recordings = [.. inputs.Where(input => input.Problem is null).Select(input => new SpeechRecording { Path = input.Path })];
        terminal.Detail($"scoring {recordings.Length} recordings");
        ScoredRecording?[] scored = terminal.Track("scoring", recordings.Length, done => scorer.Run(recordings, done, stop));
        var next = new Queue<ScoredRecording?>(scored);
        Prediction[] predictions = [.. inputs.Select(input => input.Problem is { } problem
            ? new Prediction { Path = input.Path, Error = problem }
            : next.Dequeue() is { } answer ? Prediction.Of(answer, scorer.Classes) : null).OfType<Prediction>()];

        int failed = 0;
        foreach (Prediction prediction in predictions)
        {
            if (prediction.Error is not null)
            {
                failed++;
                terminal.Fail(prediction.Error);
            }
            else if (json != JsonOutput.StandardOutput)
            {
                terminal.Line(prediction.ToString());
            }
        }
        if (json is not null)
        {
            var answer = new
            {
                Model = file,
                Complete = predictions.Length == inputs.Count,
                Rows = predictions.Length - failed,
                Failed = failed,
                Seconds = watch.Elapsed.TotalSeconds,
                Predictions = predictions,
            };
            JsonOutput.Write(json, answer, terminal);
        }
        stop.ThrowIfCancellationRequested();
        return failed == 0 ? ExitCode.Success : ExitCode.Failed;
    }
}
