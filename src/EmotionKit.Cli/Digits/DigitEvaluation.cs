using System.Diagnostics;
using EmotionKit.Bundles;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Cli.Speech;
using EmotionKit.Evaluation;
using EmotionKit.Images;
using EmotionKit.Reporting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Digits;

/// <summary><c>evaluate</c> of a model that reads pictures of digits.</summary>
internal static class DigitEvaluation
{
    private const string Loader = "LoadDigitImages";

    private static readonly string[] Pictures = [".png", ".bmp", ".pgm"];

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
        if (!Directory.Exists(folder))
            throw new JobFailedException($"--data: the folder '{folder}' does not exist.");
        Picture[] found = Find(folder);
        Picture[] readable = [.. found.Where(picture => CanRead(picture, terminal, stop))];
        if (found.Length > 0 && readable.Length == 0)
            throw new JobFailedException($"'{folder}': none of {found.Length} pictures can be read.");
        IDataView scored = readable.Length > 0
            ? model.Transform(ml.Data.LoadFromEnumerable(readable))
            // Such images are what the rest of the model reads.
            : new TransformerChain<ITransformer>([.. ((IEnumerable<ITransformer>)model).Skip(1)]).Transform(TestImages(ml, folder));

        ClassificationOutcome outcome = terminal.Track("scoring", 0, _ => Outcome(scored, folder));
        stop.ThrowIfCancellationRequested();
        if (outcome.SkippedRows > 0)
            terminal.Warn($"left out: {outcome.SkippedRows} pictures with labels that the model does not know");
        int failed = found.Length - readable.Length;
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
            throw new JobFailedException($"'{folder}': expected a folder of pictures (PNG, BMP, PGM) for each digit, or the four files of MNIST, found neither.", e);
        }
        catch (IOException e)
        {
            throw new JobFailedException(ErrorText.OneLine(e), e);
        }
    }

    private static Picture[] Find(string folder) =>
    [
        .. from label in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
           from path in Directory.EnumerateFiles(label, "*", new EnumerationOptions { RecurseSubdirectories = true }).Order(StringComparer.Ordinal)
           where Pictures.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
           select new Picture { Path = path, Label = System.IO.Path.GetFileName(label) },
    ];

    private static bool CanRead(Picture picture, Terminal terminal, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            _ = ImageReader.Read(picture.Path);
            return true;
        }
        catch (Exception e) when (e is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            terminal.Fail(ErrorText.OneLine(e));
            return false;
        }
    }

    private sealed class Picture
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
