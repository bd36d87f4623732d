using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>What a score of two classes is worth to who can act on a part of the rows only.</summary>
internal static class RankingSection
{
    private const int KsPoints = 100;

    public static ReportSection Build(ClassificationOutcome outcome, DecisionRows rows)
    {
        var metrics = BinaryMetrics.Compute(rows.Positive, rows.Probabilities);
        IReadOnlyList<LiftRow> lift = LiftTable.Compute(rows.Positive, rows.Probabilities, Math.Min(10, rows.Positive.Length));
        TableColumn group = new("group", "tenth, highest scores first"), ratio = new("lift", "lift") { Format = "0.00" };
        TableColumn share = new("share", "share of rows") { Format = "0.00" }, gain = new("gain", "share of positives found") { Format = "0.000" }, order = new("order", "order");
        var table = new ReportTable(
            "Lift and gain",
            [group, new("rows", "rows"), new("positives", "positives") { Format = "0.#" }, new("rate", "positive rate") { Format = "0.000" }, ratio, share, gain, new("ks", "KS") { Format = "0.000" }],
            [.. lift.Select(r => new object?[] { r.Group, r.Rows, r.Positives, r.PositiveRate, r.Lift, r.CumulativeRows, r.Gain, r.Ks })]);
        var curve = new ReportTable(
            "Gain", [order, share, gain],
            [.. lift.Select(r => new object?[] { r.Group, r.CumulativeRows, r.Gain }).Prepend([0, 0.0, 0.0])]);
        return new ReportSection(
            $"Ranking of '{outcome.Classes[1]}'",
            [
                new KeyFigures(
                [
                    new KeyFigure("ROC AUC", metrics.RocAuc),
                    new KeyFigure("Gini", metrics.Gini),
                    new KeyFigure("PR AUC", metrics.PrAuc) { Note = "average precision" },
                    new KeyFigure("KS", metrics.Ks) { Note = "Kolmogorov-Smirnov distance" },
                    new KeyFigure("Brier", metrics.Brier) { Note = "less is better" },
                ]),
                new ReportChart("Lift per tenth", "Bars: how much more often positives occur in each tenth of the rows than in all.", table, ChartSpec.Bars(group, ratio, table.Rows.Count)) { Narrow = true },
                new ReportChart("Gain", "Line: the share of positives among the highest scores, by how many rows are taken; the diagonal is chance.", curve, ChartSpec.Curves(share, gain, order, points: true)) { Narrow = true },
                Distributions(outcome, rows),
            ]);
    }

    /// <summary>Which share of each class lies above a probability; their largest distance is KS.</summary>
    private static ReportChart Distributions(ClassificationOutcome outcome, DecisionRows rows)
    {
        TableColumn threshold = new("threshold", "probability") { Format = "0.000" }, name = new("class", "class"), above = new("above", "share of the class above") { Format = "0.000" };
        var cells = new List<IReadOnlyList<object?>>();
        foreach (DecisionThreshold point in ThresholdSelection.Curve(rows.Positive, rows.Probabilities, null, KsPoints).Where(p => double.IsFinite(p.Threshold)))
        {
            cells.Add([point.Threshold, outcome.Classes[1], point.TruePositiveRate]);
            cells.Add([point.Threshold, outcome.Classes[0], point.FalsePositiveRate]);
        }
        return new ReportChart(
            "Distributions of the probability", "Lines: which share of each class has a probability at or above a value; their largest distance is KS.",
            new ReportTable("Distributions of the probability", [threshold, name, above], cells), ChartSpec.Lines(threshold, above, name))
        {
            Narrow = true,
        };
    }
}
