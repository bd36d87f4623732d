using System.Globalization;
using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>How groups of people fare under the threshold.</summary>
internal static class FairnessSection
{
    private const double FourFifths = 0.8;

    public static ReportSection Build(DecisionRows rows, ScoredRows known, ClassificationReportOptions options)
    {
        var parts = new List<ReportPart>();
        foreach ((string column, string[] values) in known.Fairness)
        {
            IReadOnlyList<FairnessRow> groups = FairnessTable.Compute(values, rows.Positive, rows.Probabilities, options.DecisionThreshold);
            TableColumn name = new("group", column), approval = new("approval", "approval rate") { Format = "P1" };
            var table = new ReportTable(
                $"Groups of {column}",
                [
                    name, new("rows", "rows") { Format = "#,0" }, new("bad", "bad rows") { Format = "#,0" }, approval, new("ratio", "of the highest") { Format = "0.00" },
                    new("tpr", "bad refused") { Format = "P1" }, new("fpr", "good refused") { Format = "P1" }, new("mean", "mean probability") { Format = "0.000" },
                    new("rate", "bad rate") { Format = "0.000" }, new("ece", "ECE") { Format = "0.000" }, new("auc", "ROC AUC") { Format = "0.000" },
                ],
                [.. groups.Select(g => new object?[]
                {
                    g.Group, g.Rows, g.Positives, g.ApprovalRate, g.ApprovalRatio, g.TruePositiveRate, g.FalsePositiveRate, g.MeanProbability, g.PositiveRate, g.Ece, g.RocAuc,
                })]);
            parts.Add(new ReportChart(
                $"Approval by {column}", $"Bars: which share of each group of {column} is accepted; the dashed line is four fifths of the highest.", table,
                ChartSpec.BarsWithLimit(name, approval, groups.Count, FourFifths * groups.Max(g => g.ApprovalRate), 0, 1)));
            parts.Add(table);
            if (groups.Where(g => g.ApprovalRatio < FourFifths).ToArray() is { Length: > 0 } low)
                parts.Add(new ReportText($"Less than four fifths of the highest approval rate: {string.Join(", ", low.Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Group} ({g.ApprovalRatio:0.00})")))}."));
        }
        return new ReportSection("Fairness", parts)
        {
            Text = string.Create(
                CultureInfo.InvariantCulture,
                $"At the threshold of {options.DecisionThreshold:0.000}. Below four fifths of the highest approval rate is the rule of thumb for adverse impact; equal error rates and equal calibration cannot both hold where bad rates differ. Small groups vary by chance."),
        };
    }
}
