using System.Globalization;
using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>What each threshold costs, how many it accepts, and how bad those are.</summary>
internal static class DecisionSection
{
    private const int CurvePoints = 120;

    public static ReportSection Build(ClassificationOutcome outcome, DecisionRows rows, ClassificationReportOptions options)
    {
        DecisionCosts costs = options.Costs;
        IReadOnlyList<DecisionThreshold> curve = ThresholdSelection.Curve(rows.Positive, rows.Probabilities, costs, CurvePoints);
        DecisionThreshold taken = ThresholdSelection.At(rows.Positive, rows.Probabilities, options.DecisionThreshold, costs), best = ThresholdSelection.ByCost(rows.Positive, rows.Probabilities, costs);
        DecisionThreshold all = curve[0], none = curve[^1];
        TableColumn threshold = new("threshold", "threshold") { Format = "0.000" }, cost = new("cost", "mean cost per row") { Format = "0.0000" };
        TableColumn approval = new("approval", "approval rate") { Format = "P1" }, bad = new("bad", "bad among accepted") { Format = "P2" };
        TableColumn kind = new("kind", "share"), share = new("share", "share of rows") { Format = "P1" };
        var costTable = new ReportTable("Cost over threshold", [threshold, cost, approval], [.. curve.Where(p => double.IsFinite(p.Threshold)).Select(p => new object?[] { p.Threshold, p.Cost, p.ApprovalRate })]);
        var rateTable = new ReportTable(
            "Approval over threshold", [threshold, kind, share],
            [.. curve.Where(p => double.IsFinite(p.Threshold)).SelectMany(p => new object?[][]
            {
                [p.Threshold, "accepted, of all", p.ApprovalRate],
                [p.Threshold, "refused, of the bad", p.TruePositiveRate],
                [p.Threshold, "refused, of the good", p.FalsePositiveRate],
            })]);
        var choices = new ReportTable(
            "Thresholds", [new("choice", "choice"), threshold, approval, bad, new("tpr", "bad refused") { Format = "P1" }, new("fpr", "good refused") { Format = "P1" }, cost],
            [
                Row("accept everyone", all), Row("refuse everyone", none), Row("threshold taken", taken), Row("least cost on these rows", best),
                .. new[] { 0.95, 0.9, 0.8, 0.7, 0.5 }.Select(rate => Row(string.Create(CultureInfo.InvariantCulture, $"accept {rate:P0}"), ThresholdSelection.ByApprovalRate(rows.Positive, rows.Probabilities, rate, costs))),
            ]);
        return new ReportSection(
            "Thresholds and cost",
            [
                new KeyFigures(
                [
                    new("Threshold", taken.Threshold) { Note = options.Threshold is null ? "of least cost for probabilities that hold" : "as given" },
                    new("Approval rate", taken.ApprovalRate) { Format = "P1", Note = "of all rows" },
                    new("Bad accepted", taken.BadRateAccepted) { Format = "P1", Note = "of the accepted rows" },
                    new("Cost per row", taken.Cost) { Format = "0.000", Note = string.Create(CultureInfo.InvariantCulture, $"{all.Cost:0.000} if everyone is accepted") },
                    new("Least cost", best.Cost) { Format = "0.000", Note = string.Create(CultureInfo.InvariantCulture, $"at {best.Threshold:0.000}, chosen on these rows") },
                ]),
                new ReportChart(
                    "Cost over threshold", "Line: the mean cost of a row, over the probability from which on rows are refused; the dashed line is the threshold taken.", costTable,
                    ChartSpec.At(ChartSpec.Lines(threshold, cost), options.DecisionThreshold)) { Narrow = true },
                new ReportChart(
                    "Approval over threshold", "Lines: how many rows are accepted, and how many bad and good ones refused, over the threshold; the dashed line is the threshold taken.", rateTable,
                    ChartSpec.At(ChartSpec.Lines(threshold, share, kind), options.DecisionThreshold)) { Narrow = true },
                choices,
            ])
        {
            Text = string.Create(
                CultureInfo.InvariantCulture,
                $"Rows of '{outcome.Classes[1]}' are the bad ones. Accepting a bad row costs {costs.AcceptedBad:0.##}, refusing a good one {costs.RefusedGood:0.##}, accepting a good one {costs.AcceptedGood:0.##}, refusing a bad one {costs.RefusedBad:0.##}. A threshold that is chosen on the rows it is measured on looks better than it will be."),
        };
    }

    private static object?[] Row(string choice, DecisionThreshold at) =>
        [choice, double.IsFinite(at.Threshold) ? at.Threshold : null, at.ApprovalRate, at.BadRateAccepted, at.TruePositiveRate, at.FalsePositiveRate, at.Cost];
}
