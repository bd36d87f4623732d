using System.Globalization;
using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>Makes the report of a classifier.</summary>
internal static class ClassificationReportBuilder
{
    /// <summary>Whether there are probabilities of two classes that both occur: then rows can be accepted and refused.</summary>
    public static bool Decides(ClassificationOutcome outcome) =>
        outcome.Classes.Count == 2 && !outcome.Scores.IsEmpty && outcome.Metrics.PerClass.All(c => c.Support > 0);

    public static Report Build(ClassificationOutcome outcome, ScoredRows rows, ClassificationReportOptions options, ReasonSection? reasons = null)
    {
        ClassificationMetrics metrics = outcome.Metrics;
        rows = rows.WithoutConstants();
        var intervals = BootstrapIntervals.Compute(outcome.Truth, outcome.Predicted, outcome.Classes.Count, rows.Clusters, options.Bootstrap);
        var sections = new List<ReportSection>
        {
            Overview(outcome, intervals, rows, options),
            PerClass(outcome),
            ConfusionSection.Build(outcome, rows, options),
        };
        if (!outcome.Scores.IsEmpty)
            sections.Add(ProbabilitySection.Build(outcome));
        if (Decides(outcome))
        {
            var decisions = DecisionRows.Of(outcome);
            sections.Add(RankingSection.Build(outcome, decisions));
            sections.Add(DecisionSection.Build(outcome, decisions, options));
            if (reasons?.Build() is { } why)
                sections.Add(why);
            if (rows.Fairness.Count > 0)
                sections.Add(FairnessSection.Build(decisions, rows, options));
        }
        if (rows.Groups.Count > 0)
            sections.Add(Groups(outcome, rows));
        return new Report("classification", options.Title, sections)
        {
            Summary = string.Create(
                CultureInfo.InvariantCulture,
                $"{metrics.Rows} rows of {outcome.Classes.Count} classes: accuracy {metrics.Accuracy:0.000}, unweighted average recall {metrics.Uar:0.000} ({intervals.Uar.Low:0.000} to {intervals.Uar.High:0.000})."),
            Info = options.Info,
        };
    }

    public static ReportSection Folds(IReadOnlyList<FoldOutcome> folds) => new(
        "Folds",
        [
            new ReportTable(
                "Measures of each fold",
                [new("fold", "fold"), new("rows", "rows"), new("accuracy", "accuracy") { Format = "0.000" }, new("uar", "UAR") { Format = "0.000" }, new("macroF1", "macro F1") { Format = "0.000" }],
                [.. folds.Select(f => new object?[] { f.Fold, f.Outcome.Metrics.Rows, f.Outcome.Metrics.Accuracy, f.Outcome.Metrics.Uar, f.Outcome.Metrics.MacroF1 })]),
        ]);

    private static ReportSection Overview(ClassificationOutcome outcome, BootstrapIntervals intervals, ScoredRows rows, ClassificationReportOptions options)
    {
        ClassificationMetrics metrics = outcome.Metrics;
        var figures = new List<KeyFigure>
        {
            Figure("Accuracy", intervals.Accuracy, "share of correct rows"),
            Figure("UAR", intervals.Uar, "mean recall of the classes"),
            Figure("Macro F1", intervals.MacroF1, "mean F1 of the classes"),
            Figure("Weighted F1", intervals.WeightedF1, "F1 weighted by class size"),
            Figure("Kappa", intervals.Kappa, "agreement beyond chance"),
            Figure("MCC", intervals.Mcc, "Matthews correlation"),
        };
        if (metrics.Scores is { } scores)
        {
            figures.Add(new KeyFigure("ROC AUC", Defined(scores.RocAuc)) { Note = "mean of one against the rest" });
            figures.Add(new KeyFigure("Log loss", Defined(scores.LogLoss)) { Note = "less is better" });
        }
        string drawn = rows.Clusters is null
            ? "rows"
            : $"whole groups of {options.ClusterColumnName} ({rows.Clusters.Distinct(StringComparer.Ordinal).Count()}), since rows of one are alike";
        string skipped = outcome.SkippedRows > 0
            ? $" {outcome.SkippedRows} rows are left out: without a label, with one that the model does not know, or without a prediction."
            : "";
        return new ReportSection("Overview", [new KeyFigures(figures)])
        {
            Text = string.Create(
                CultureInfo.InvariantCulture,
                $"Intervals hold {100 * options.Bootstrap.Level:0.#} % of {options.Bootstrap.Resamples} bootstrap samples of {drawn}.{skipped}"),
        };
    }

    private static ReportSection PerClass(ClassificationOutcome outcome)
    {
        ClassificationMetrics metrics = outcome.Metrics;
        TableColumn label = new("class", "class"), recall = new("recall", "recall") { Format = "0.000" };
        var table = new ReportTable(
            "Classification report",
            [label, new("precision", "precision") { Format = "0.000" }, recall, new("f1", "F1") { Format = "0.000" }, new("support", "rows"), new("auc", "ROC AUC") { Format = "0.000" }],
            [.. outcome.Classes.Select((name, k) => new object?[]
            {
                name, metrics.PerClass[k].Precision, metrics.PerClass[k].Recall, metrics.PerClass[k].F1, metrics.PerClass[k].Support, metrics.Scores?.PerClass[k].RocAuc,
            })]);
        return new ReportSection(
            "Classes",
            [table, new ReportChart("Recall per class", "Bars: the share of each class' rows that is found.", table, ChartSpec.Bars(label, recall, table.Rows.Count, max: 1))]);
    }

    private static ReportSection Groups(ClassificationOutcome outcome, ScoredRows rows)
    {
        var parts = new List<ReportPart>();
        foreach ((string column, string[] values) in rows.Groups)
        {
            var table = new List<IReadOnlyList<object?>>();
            foreach (IGrouping<string, int> group in Enumerable.Range(0, values.Length).GroupBy(i => values[i], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                int[] truth = [.. group.Select(i => outcome.Truth[i])];
                var metrics = ClassificationMetrics.Compute(truth, [.. group.Select(i => outcome.Predicted[i])], outcome.Classes.Count);
                table.Add([group.Key.Length > 0 ? group.Key : "(none)", metrics.Rows, metrics.Accuracy, metrics.Uar, metrics.MacroF1]);
            }
            TableColumn name = new("group", column), uar = new("uar", "UAR") { Format = "0.000" };
            var data = new ReportTable(
                $"Results per {column}",
                [name, new("rows", "rows"), new("accuracy", "accuracy") { Format = "0.000" }, uar, new("macroF1", "macro F1") { Format = "0.000" }],
                table);
            parts.Add(new ReportChart(data.Title, $"Bars: unweighted average recall of the rows of each {column}.", data, ChartSpec.Bars(name, uar, table.Count, max: 1)));
        }
        return new ReportSection("Groups", parts) { Text = "The average recall of a group runs over the classes that occur in it." };
    }

    private static KeyFigure Figure(string name, ConfidenceInterval interval, string note) =>
        new(name, Defined(interval.Value)) { Low = Defined(interval.Low), High = Defined(interval.High), Note = note };

    private static double? Defined(double value) => double.IsFinite(value) ? value : null;
}
