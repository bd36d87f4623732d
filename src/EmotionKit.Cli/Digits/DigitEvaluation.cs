using System.Diagnostics;
using EmotionKit.Bundles;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Cli.Speech;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Digits;

/// <summary><c>evaluate</c> of a model that reads pictures of digits.</summary>
internal static class DigitEvaluation
{
    private const string Loader = "LoadDigitImages";

    /// <summary>Whether a model begins with a picture.</summary>
    public static bool Fits(BundleManifest model) => model.Components is [{ Name: Loader }, ..];

    /// <param name="file">The model.</param>
    /// <param name="folder">MNIST's four files, of which the test images are taken, or a folder of pictures for each digit.</param>
    /// <param name="json">Where to write the figures, or null.</param>
    /// <param name="report">Where to write the report, or null.</param>
    /// <param name="terminal">Told of the figures.</param>
    /// <param name="stop">Stops between pictures.</param>
    public static int Run(string file, string folder, string? json, string? report, Terminal terminal, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var ml = new MLContext(seed: 1);
        ITransformer model = ModelFile.Load(ml, file).Model;
        PictureFolder? pictures = PictureFolder.Find(folder, terminal.Fail, stop);
        IDataView scored = pictures is not null
            ? model.Transform(ml.Data.LoadFromEnumerable(pictures.Readable))
            // Such images are what the rest of the model reads.
            : new TransformerChain<ITransformer>([.. ((IEnumerable<ITransformer>)model).Skip(1)]).Transform(TestImages(ml, folder));

        ClassificationOutcome outcome = terminal.Track("scoring", 0, _ => Outcome(scored, folder));
        stop.ThrowIfCancellationRequested();
        if (outcome.SkippedRows > 0)
            terminal.Warn($"left out: {outcome.SkippedRows} pictures with labels that the model does not know");
        int failed = pictures?.Failed ?? 0;
        ClassificationReport result = ClassificationReport.Create(outcome, watch.Elapsed.TotalSeconds) with { SkippedRows = outcome.SkippedRows + failed };
        EvaluationView.Show(result, terminal, beside: json == JsonOutput.StandardOutput);
        if (json is not null)
            JsonOutput.Write(json, result, new { Complete = true, Model = file, Data = folder, UnknownLabels = outcome.SkippedRows, Failed = failed }, terminal);
        ReportFile.Write(report, terminal, () => ml.Reports().Classification(scored, new ClassificationReportOptions
        {
            Title = $"{Path.GetFileName(file)} on {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}",
            Examples = 12,
            Info = new Dictionary<string, string> { ["Model"] = file, ["Data"] = folder },
        }));
        return failed == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    private static ClassificationOutcome Outcome(IDataView scored, string folder)
    {
        try
        {
            return ClassificationOutcome.Read(scored);
        }
        catch (ArgumentException e)
        {
            throw new JobFailedException($"'{folder}': {ErrorText.OneLine(e)}", e);
        }
    }

    private static IDataView TestImages(MLContext ml, string folder)
    {
        try
        {
            return ml.Data.LoadMnist(folder).TestSet;
        }
        catch (FileNotFoundException e)
        {
            throw PictureFolder.Neither(folder, e);
        }
        catch (IOException e)
        {
            throw new JobFailedException(ErrorText.OneLine(e), e);
        }
    }
}
