using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>What the probabilities are worth: curves over thresholds, calibration, confidence.</summary>
internal static class ProbabilitySection
{
    private const int CurvePoints = 150;
    private const int Bins = 10;

    public static ReportSection Build(ClassificationOutcome outcome)
    {
        var parts = new List<ReportPart>();
        AddCurves(parts, outcome);
        AddConfidence(parts, outcome);
        return new ReportSection("Probabilities", parts) { Text = "Curves tell one class from all others; of two classes, the second from the first." };
    }

    private static void AddCurves(List<ReportPart> parts, ClassificationOutcome outcome)
    {
        TableColumn series = new("class", "class"), order = new("point", "point"), threshold = new("threshold", "threshold") { Format = "0.000" };
        TableColumn falseRate = new("fpr", "false positive rate") { Format = "0.000" }, trueRate = new("tpr", "true positive rate") { Format = "0.000" };
        TableColumn recall = new("recall", "recall") { Format = "0.000" }, precision = new("precision", "precision") { Format = "0.000" };
        var roc = new List<IReadOnlyList<object?>>();
        var precisionRecall = new List<IReadOnlyList<object?>>();
        int classes = outcome.Classes.Count;
        for (int k = classes == 2 ? 1 : 0; k < classes; k++)
        {
            if (outcome.Metrics.PerClass[k].Support is 0 || outcome.Metrics.PerClass[k].Support == outcome.Truth.Length)
                continue;
            bool[] positive = new bool[outcome.Truth.Length];
            double[] scores = new double[positive.Length];
            for (int i = 0; i < positive.Length; i++)
            {
                positive[i] = outcome.Truth[i] == k;
                scores[i] = outcome.Scores[i * classes + k];
            }
            Add(roc, ScoreCurves.Roc(positive, scores, CurvePoints), outcome.Classes[k]);
            Add(precisionRecall, ScoreCurves.PrecisionRecall(positive, scores, CurvePoints), outcome.Classes[k]);
        }
        if (roc.Count == 0)
            return;
        parts.Add(new ReportChart(
            "ROC curves", "Lines: the share of a class' rows that is found against the share of other rows that is wrongly taken for it, over all thresholds; the diagonal is chance.",
            new ReportTable("ROC curves", [series, order, falseRate, trueRate, threshold], roc), ChartSpec.Curves(falseRate, trueRate, order, classes == 2 ? null : series))
        {
            Narrow = true,
        });
        parts.Add(new ReportChart(
            "Precision and recall", "Lines: precision against recall of each class over all thresholds.",
            new ReportTable("Precision and recall", [series, order, recall, precision, threshold], precisionRecall), ChartSpec.Curves(recall, precision, order, classes == 2 ? null : series, diagonal: false))
        {
            Narrow = true,
        });
    }

    private static void Add(List<IReadOnlyList<object?>> rows, IReadOnlyList<CurvePoint> points, string name)
    {
        for (int i = 0; i < points.Count; i++)
            rows.Add([name, i, points[i].X, points[i].Y, double.IsFinite(points[i].Threshold) ? points[i].Threshold : null]);
    }

    /// <summary>Calibration of the predicted class: how often an answer of some probability is right (Guo et al. 2017).</summary>
    private static void AddConfidence(List<ReportPart> parts, ClassificationOutcome outcome)
    {
        int classes = outcome.Classes.Count;
        bool[] right = new bool[outcome.Truth.Length];
        double[] confidence = new double[right.Length];
        for (int i = 0; i < right.Length; i++)
        {
            right[i] = outcome.Truth[i] == outcome.Predicted[i];
            confidence[i] = Math.Clamp(outcome.Scores[i * classes + outcome.Predicted[i]], 0, 1);
        }
        var metrics = BinaryMetrics.Compute(right, confidence, Bins);
        TableColumn order = new("bin", "bin"), mean = new("confidence", "mean probability") { Format = "0.000" }, accuracy = new("accuracy", "share that is right") { Format = "0.000" };
        TableColumn from = new("from", "probability of the answer") { Format = "0.0" }, to = new("to", "to") { Format = "0.0" }, rows = new("rows", "rows"), wrong = new("answer", "answer");
        parts.Add(new KeyFigures([new KeyFigure("ECE", metrics.Ece) { Note = "expected calibration error of the answers" }]));
        parts.Add(new ReportChart(
            "Calibration", "Points: how often answers of some probability are right; on the diagonal, probabilities can be taken at their word.",
            new ReportTable(
                "Calibration", [order, mean, accuracy, rows],
                [.. metrics.Calibration.Select((b, i) => new object?[] { i + 1, b.MeanProbability, b.PositiveRate, b.Rows })]),
            ChartSpec.Curves(mean, accuracy, order, points: true))
        {
            Narrow = true,
        });
        parts.Add(new ReportChart(
            "Confidence", "Bars: how many answers have which probability, right and wrong ones.",
            new ReportTable(
                "Confidence", [from, to, wrong, rows],
                [.. metrics.Calibration.SelectMany(b => new object?[][]
                {
                    [b.From, b.To, "right", (int)Math.Round(b.PositiveRate * b.Rows)],
                    [b.From, b.To, "wrong", b.Rows - (int)Math.Round(b.PositiveRate * b.Rows)],
                })]),
            ChartSpec.Histogram(from, to, rows, wrong))
        {
            Narrow = true,
        });
    }
}
