using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using EmotionKit.Splits;
using EmotionKit.Tabular;
using Microsoft.ML;
using Samples;

namespace QuickStart;

/// <summary>From a table of customers to a calibrated score with reasons.</summary>
internal static class CreditTask
{
    private const int MadeUpCustomers = 2000;

    public static void Run(string? table, string? label, string folder)
    {
        var ml = new MLContext(seed: 1);
        Console.WriteLine($"Credit scores of {(table is null ? "customers made up by this program" : table)}");
        if (table is null)
        {
            table = Path.Combine(folder, "customers.csv");
            Customers.Write(table, MadeUpCustomers);
        }
        IDataView customers = ml.Data.LoadCsv(table, new LoadCsvOptions { LabelColumn = label ?? Customers.Label, LabelName = "Label" });
        DataSplit split = ml.Data.SplitStratified(customers, testFraction: 0.25, seed: 1);

        // A random forest and gradient boosting, stacked under a logistic regression; columns are chosen and prepared by it too.
        ITransformer model = new CreditScoringPipeline(ml).Fit(split.TrainSet);

        IDataView scored = ml.Data.Cache(model.Transform(split.TestSet));
        BinaryMetrics metrics = ml.BinaryClassification.EvaluateScores(scored);
        Console.WriteLine($"  AUC {metrics.RocAuc:F3}, KS {metrics.Ks:F3}, Brier {metrics.Brier:F3} on {metrics.Rows} unseen customers");
        var explainer = CreditExplainer.Create(model, customers.Schema);
        ml.Reports().Classification(scored, new ClassificationReportOptions { Title = "Credit scores" }, explainer).Save(Path.Combine(folder, "credit.html"));

        string file = Path.Combine(folder, "credit.ekm");
        ml.Model.SaveBundle(model, customers.Schema, file);

        ITransformer loaded = ml.Model.LoadBundle(file, out _);
        IDataView rescored = loaded.Transform(split.TestSet);
        double[] probabilities = ScoredRows.Read(rescored).Probabilities.ToArray();
        int worst = Array.IndexOf(probabilities, probabilities.Max());
        Console.WriteLine($"  the riskiest of them defaults with probability {probabilities[worst]:F2}, because");
        foreach (ReasonCode reason in CreditExplainer.Create(loaded, customers.Schema).Explain(rescored).ElementAt(worst))
            Console.WriteLine($"    {reason.Text}");
    }
}
