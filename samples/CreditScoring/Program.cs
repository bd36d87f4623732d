// A table of customers becomes a calibrated score with reasons; the recipe is compared with and without SMOTE.
//   dotnet run -c Release --project samples/CreditScoring -- --data loans.csv --label defaulted --ignore gender
using CreditScoring;
using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using EmotionKit.Splits;
using EmotionKit.Tabular;
using Microsoft.ML;
using Microsoft.ML.Data;
using Samples;

const string Usage = """
    usage: CreditScoring [options]

    Trains a credit score on a table of customers, with and without SMOTE, chooses whom to refuse by what mistakes cost, and says why.

      --data FILE       the table, CSV with a header; without it, customers made up by the program
      --label COL       its column with the truth, of two values
      --positive V      the value of a bad customer; else the larger number, or true, yes, bad or default
      --ignore COLS     columns that the model may not see, with commas between them
      --group COL       say whether the groups of this column are treated alike, such as gender; the model does not see it
      --cost-bad N      what accepting a bad customer costs (5)
      --cost-good N     what refusing a good customer costs (1)
      --small           1500 customers, to see it work
      --out DIR         where model and reports go (artifacts/credit-scoring)
      --help            this text
    """;

return SampleProgram.Run(args, Usage, options =>
{
    var costs = new DecisionCosts { AcceptedBad = options.Number("--cost-bad", otherwise: 5, least: 0), RefusedGood = options.Number("--cost-good", otherwise: 1, least: 0) };
    options.Needs("--data", "--label");
    options.Needs("--label", "--data");
    options.Needs("--positive", "--data");
    string? table = options.ExistingFile("--data");
    string folder = options.OutputFolder(Path.Combine("artifacts", "credit-scoring"));
    string? group = options["--group"] ?? (table is null ? Customers.Group : null);
    if (table is null)
    {
        table = Path.Combine(folder, "customers.csv");
        Customers.Write(table, options.Has("--small") ? 1500 : 6000);
    }

    // Types and missing values are found. Three parts: to learn from, to choose the threshold on, and to test on.
    var ml = new MLContext(seed: 1);
    var csv = new LoadCsvOptions
    {
        LabelColumn = options["--label"] ?? Customers.Label,
        PositiveValue = options["--positive"],
        MaxRows = options.Has("--small") ? 1500 : null,
    };
    IDataView customers = ml.Data.LoadCsv(table, csv);
    ml.Reports().Dataset(customers, new DatasetReportOptions { Title = "Customers" }).Save(Path.Combine(folder, "data.html"));
    DataSplit rest = ml.Data.SplitStratified(customers, testFraction: 0.25, seed: 1);
    DataSplit split = ml.Data.SplitStratified(rest.TrainSet, testFraction: 0.25, seed: 1);
    IDataView test = rest.TestSet;

    // A random forest and gradient boosting, stacked under a logistic regression, which calibrates as well.
    var recipe = new CreditScoringOptions { IgnoreColumns = [.. options["--ignore"]?.Split(',', StringSplitOptions.TrimEntries) ?? [], .. group is null ? Array.Empty<string>() : [group]] };
    foreach (CreditColumn column in new CreditScoringPipeline(ml, recipe).Survey(split.TrainSet).Where(column => column.Use == CreditColumnUse.Ignored))
        Console.WriteLine($"not used: {column.Name}, {column.Reason}");
    ITransformer plain = new CreditScoringPipeline(ml, recipe).Fit(split.TrainSet);

    // Synthetic rows are made inside each fit, of its training rows: none of them is ever scored or tested on.
    ITransformer smote = new CreditScoringPipeline(ml, recipe with { Resampling = new Smote() }).Fit(split.TrainSet);

    IDataView scored = ml.Data.Cache(plain.Transform(test)), withSmote = ml.Data.Cache(smote.Transform(test));
    foreach (var (name, view) in new[] { ("as it is", scored), ("with SMOTE", withSmote) })
    {
        BinaryMetrics metrics = ml.BinaryClassification.EvaluateScores(view);
        Console.WriteLine($"{name,-10}  AUC {metrics.RocAuc:F3}, KS {metrics.Ks:F3}, Brier {metrics.Brier:F4}, calibration error {metrics.Ece:F3} on {metrics.Rows} customers");
    }
    ml.Reports().Compare([("as it is", scored), ("with SMOTE", withSmote)]).Save(Path.Combine(folder, "comparison.html"));

    // From here on the saved model, as a program that only scores would have it.
    string file = Path.Combine(folder, "credit.ekm");
    ml.Model.SaveBundle(plain, customers.Schema, file);
    ITransformer model = ml.Model.LoadBundle(file, out _);
    double threshold = Decisions.CheapestThreshold(model.Transform(split.TestSet), costs);
    Decisions.Say(ml, model, test, threshold, costs, group);
    var report = new ClassificationReportOptions { Title = "Credit scores", Costs = costs, Threshold = threshold, FairnessColumnNames = group is null ? [] : [group] };
    ml.Reports().Classification(scored, report, CreditExplainer.Create(model, customers.Schema)).Save(Path.Combine(folder, "credit.html"));
    Console.WriteLine($"model and reports are in {folder}");
});
