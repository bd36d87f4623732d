using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>What a score of two classes is worth to who can act on a part of the rows only.</summary>
internal static class LiftSection
{
    public static ReportSection Build(ClassificationOutcome outcome)
    {
        bool[] positive = new bool[outcome.Truth.Length];
        double[] scores = new double[positive.Length];
        for (int i = 0; i < positive.Length; i++)
        {
            positive[i] = outcome.Truth[i] == 1;
            scores[i] = Math.Clamp(outcome.Scores[2 * i + 1], 0, 1);
        }
        var metrics = BinaryMetrics.Compute(positive, scores);
        IReadOnlyList<LiftRow> lift = LiftTable.Compute(positive, scores, Math.Min(10, positive.Length));
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
                new ReportChart("Lift per tenth", "Bars: how much more often positives occur in each tenth of the rows than in all.", table, ChartSpec.Bars(group, ratio, table.Rows.Count)),
                new ReportChart("Gain", "Line: the share of positives among the highest scores, by how many rows are taken; the diagonal is chance.", curve, ChartSpec.Curves(share, gain, order, points: true)),
            ]);
    }
}
