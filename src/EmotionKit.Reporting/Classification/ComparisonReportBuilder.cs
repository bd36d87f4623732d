using System.Globalization;
using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>Makes the report that compares models on one test set.</summary>
internal static class ComparisonReportBuilder
{
    public static Report Build((string Name, ClassificationOutcome Outcome)[] models, ScoredRows rows, ClassificationReportOptions options)
    {
        (string firstName, ClassificationOutcome first) = models[0];
        rows = rows.WithoutConstants();
        foreach ((string name, ClassificationOutcome outcome) in models.Skip(1))
        {
            if (!outcome.Classes.SequenceEqual(first.Classes, StringComparer.Ordinal))
                throw new ArgumentException($"'{name}' knows other classes than '{firstName}': {string.Join(", ", outcome.Classes)}, expected {string.Join(", ", first.Classes)} in this order.");
            if (!outcome.RowNumbers.SequenceEqual(first.RowNumbers) || !outcome.Truth.SequenceEqual(first.Truth))
                throw new ArgumentException($"'{name}' was not scored on the same rows as '{firstName}': expected {first.Truth.Length} rows with the same labels in the same order, got {outcome.Truth.Length}.");
        }
        TableColumn model = new("model", "model"), uar = new("uar", "UAR") { Format = "0.000" }, low = new("low", "UAR from") { Format = "0.000" }, high = new("high", "UAR to") { Format = "0.000" };
        BootstrapIntervals[] intervals = [.. models.Select(m => BootstrapIntervals.Compute(m.Outcome.Truth, m.Outcome.Predicted, m.Outcome.Classes.Count, rows.Clusters, options.Bootstrap))];
        var table = new ReportTable(
            "Measures",
            [model, new("accuracy", "accuracy") { Format = "0.000" }, uar, low, high, new("macroF1", "macro F1") { Format = "0.000" }, new("mcc", "MCC") { Format = "0.000" }, new("auc", "ROC AUC") { Format = "0.000" }, new("logLoss", "log loss") { Format = "0.000" }],
            [.. models.Select((m, i) => new object?[]
            {
                m.Name, m.Outcome.Metrics.Accuracy, m.Outcome.Metrics.Uar, intervals[i].Uar.Low, intervals[i].Uar.High, m.Outcome.Metrics.MacroF1, m.Outcome.Metrics.Mcc,
                m.Outcome.Metrics.Scores?.RocAuc, m.Outcome.Metrics.Scores?.LogLoss,
            })]);
        var differences = new List<IReadOnlyList<object?>>();
        foreach ((string name, ClassificationOutcome outcome) in models.Skip(1))
        {
            var test = McNemarTest.Compute(first.Truth, first.Predicted, outcome.Predicted);
            ConfidenceInterval ofUar = Difference(m => m.Uar, outcome), ofAccuracy = Difference(m => m.Accuracy, outcome);
            differences.Add([$"{name} - {firstName}", ofAccuracy.Value, ofAccuracy.Low, ofAccuracy.High, ofUar.Value, ofUar.Low, ofUar.High, test.OnlyFirst, test.OnlySecond, test.PValue]);
        }
        TableColumn pair = new("pair", "pair"), gap = new("uar", "UAR difference") { Format = "0.000" }, gapLow = new("uarLow", "from") { Format = "0.000" }, gapHigh = new("uarHigh", "to") { Format = "0.000" };
        var second = new ReportTable(
            "Differences",
            [
                pair, new("accuracy", "accuracy difference") { Format = "0.000" }, new("accuracyLow", "from") { Format = "0.000" }, new("accuracyHigh", "to") { Format = "0.000" },
                gap, gapLow, gapHigh, new("onlyFirst", $"only {firstName} right"), new("onlySecond", "only the other right"), new("p", "McNemar p") { Format = "0.0000" },
            ],
            differences);
        (string bestName, ClassificationOutcome best) = models.MaxBy(m => m.Outcome.Metrics.Uar);
        return new Report(
            "comparison", options.Title,
            [
                new ReportSection("Models", [table, new ReportChart("UAR with its interval", "Bars: unweighted average recall of each model, with its bootstrap interval.", table, ChartSpec.Bars(model, uar, models.Length, low, high, 1))]),
                new ReportSection(
                    "Differences",
                    [second, new ReportChart("Difference in UAR", "Bars: how much better or worse each model is than the first, with its interval.", second, ChartSpec.Bars(pair, gap, differences.Count, gapLow, gapHigh))])
                {
                    Text = "Intervals are of paired draws: both models are measured on the same rows of each sample. McNemar's exact test looks at the rows that one model alone gets right.",
                },
            ])
        {
            Summary = string.Create(CultureInfo.InvariantCulture, $"{models.Length} models on the same {first.Truth.Length} rows; the best by unweighted average recall is {bestName}, {best.Metrics.Uar:0.000}."),
            Info = options.Info,
        };

        ConfidenceInterval Difference(Func<ClassificationMetrics, double> measure, ClassificationOutcome other) =>
            BootstrapIntervals.Difference(first.Truth, first.Predicted, other.Predicted, first.Classes.Count, measure, rows.Clusters, options.Bootstrap);
    }
}
