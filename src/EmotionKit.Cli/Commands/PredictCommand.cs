using System.CommandLine;
using System.Diagnostics;
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
        var json = new Option<bool>("--json") { Description = "Write JSON to standard output." };
        Option<int?> threads = SharedOptions.Threads();
        var command = new Command("predict", "Score recordings with a saved model.") { file, paths, json, threads };
        command.SetAction((parsed, stop) =>
        {
            using IDisposable? scope = SharedOptions.UseThreads(parsed.GetValue(threads));
            return Task.FromResult(Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(paths), parsed.GetValue(json), terminal, stop));
        });
        return command;
    }

    private static int Run(string file, string[] paths, bool json, Terminal terminal, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var scorer = new SpeechScorer(file);
        IReadOnlyList<AudioPath> inputs = AudioPath.Expand(paths);
        SpeechRecording[] recordings = [.. inputs.Where(input => input.Problem is null).Select(input => new SpeechRecording { Path = input.Path })];
        ScoredRecording[] scored = terminal.Track("scoring", recordings.Length, done => scorer.Run(recordings, done, stop));
        var next = new Queue<ScoredRecording>(scored);
        Prediction[] predictions = [.. inputs.Select(input => input.Problem is { } problem
            ? new Prediction { Path = input.Path, Error = problem }
            : Prediction.Of(next.Dequeue(), scorer.Classes))];

        int failed = 0;
        foreach (Prediction prediction in predictions)
        {
            if (prediction.Error is not null)
            {
                failed++;
                terminal.Fail(prediction.Error);
            }
            else if (!json)
            {
                terminal.Line(prediction.ToString());
            }
        }
        if (json)
        {
            var answer = new { Model = file, Rows = predictions.Length - failed, Failed = failed, Seconds = watch.Elapsed.TotalSeconds, Predictions = predictions };
            JsonOutput.Write(JsonOutput.StandardOutput, answer, terminal);
        }
        return failed == 0 ? ExitCode.Success : ExitCode.Failed;
    }
}
