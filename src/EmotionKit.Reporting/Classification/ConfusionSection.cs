using System.Globalization;
using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>Who is taken for whom.</summary>
internal static class ConfusionSection
{
    private const int LabelledClasses = 20;

    /// <summary>Classes of which two matrices stand beside each other.</summary>
    private const int BesideClasses = 10;

    private const double ExampleSeconds = 5;

    public static ReportSection Build(ClassificationOutcome outcome, ScoredRows rows, ClassificationReportOptions options)
    {
        int classes = outcome.Classes.Count;
        ConfusionMatrix confusion = outcome.Metrics.Confusion;
        TableColumn predicted = new("predicted", "predicted"), truth = new("truth", "true class"), count = new("count", "rows"), rate = new("rate", "share of the true class") { Format = "P1" };
        var cells = new List<IReadOnlyList<object?>>();
        int largest = 1;
        for (int t = 0; t < classes; t++)
        {
            int support = outcome.Metrics.PerClass[t].Support;
            for (int p = 0; p < classes; p++)
            {
                cells.Add([outcome.Classes[t], outcome.Classes[p], confusion[t, p], support > 0 ? (double)confusion[t, p] / support : 0.0]);
                largest = Math.Max(largest, confusion[t, p]);
            }
        }
        var table = new ReportTable("Confusion matrix", [truth, predicted, count, rate], cells);
        bool labels = classes <= LabelledClasses, narrow = classes <= BesideClasses;
        var parts = new List<ReportPart>
        {
            new ReportChart("Confusion matrix, rows", "Cells: how many rows of each true class were predicted as each class.", table, ChartSpec.Heatmap(predicted, truth, count, classes, "d", 0, largest, labels: labels)) { Narrow = narrow },
            new ReportChart("Confusion matrix, rates", "Cells: which share of each true class was predicted as each class.", table, ChartSpec.Heatmap(predicted, truth, rate, classes, ".0%", 0, 1, labels: labels)) { Narrow = narrow },
        };
        (int Truth, int Predicted, int Count)[] pairs = [.. Pairs(confusion).Take(10)];
        if (pairs.Length > 0)
        {
            parts.Add(new ReportTable(
                "Most confused pairs",
                [truth, predicted, count, rate],
                [.. pairs.Select(c => new object?[] { outcome.Classes[c.Truth], outcome.Classes[c.Predicted], c.Count, (double)c.Count / outcome.Metrics.PerClass[c.Truth].Support })]));
        }
        MediaItem[] examples = [.. Examples(outcome, rows, pairs, options.Examples)];
        if (examples.Length > 0)
            parts.Add(new ReportMedia("Examples of the most confused pairs", examples));
        return new ReportSection("Confusion", parts);
    }

    private static IEnumerable<(int Truth, int Predicted, int Count)> Pairs(ConfusionMatrix confusion) =>
        from t in Enumerable.Range(0, confusion.Classes)
        from p in Enumerable.Range(0, confusion.Classes)
        where t != p && confusion[t, p] > 0
        orderby confusion[t, p] descending, t, p
        select (t, p, confusion[t, p]);

    /// <summary>The rows of the pairs of which the model was surest, one of each pair in turn.</summary>
    private static IEnumerable<MediaItem> Examples(ClassificationOutcome outcome, ScoredRows rows, (int Truth, int Predicted, int Count)[] pairs, int wanted)
    {
        if (rows.Paths is null && rows.Images is null)
            yield break;
        int classes = outcome.Classes.Count;
        double Confidence(int row) => outcome.Scores.IsEmpty ? 0 : outcome.Scores[row * classes + outcome.Predicted[row]];
        Queue<int>[] queues = [.. pairs.Select(pair => new Queue<int>(
            Enumerable.Range(0, outcome.Truth.Length).Where(i => outcome.Truth[i] == pair.Truth && outcome.Predicted[i] == pair.Predicted).OrderByDescending(Confidence)))];
        int shown = 0;
        while (shown < wanted && queues.Any(q => q.Count > 0))
        {
            foreach (Queue<int> queue in queues.Where(q => q.Count > 0))
            {
                if (shown == wanted)
                    break;
                int row = queue.Dequeue();
                string? image = rows.Images?[row];
                string? sound = image is null && rows.Paths is { } paths ? ClipExamples.Sound(paths[row], ExampleSeconds)?.Uri : null;
                if (image is null && sound is null)
                    continue;
                shown++;
                string sure = outcome.Scores.IsEmpty ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Confidence(row):P0})");
                yield return new MediaItem(rows.Paths is null ? $"row {outcome.RowNumbers[row]}" : Path.GetFileName(rows.Paths[row]))
                {
                    Note = $"true {outcome.Classes[outcome.Truth[row]]}, predicted {outcome.Classes[outcome.Predicted[row]]}{sure}",
                    Audio = sound,
                    Images = image is null ? [] : [image],
                };
            }
        }
    }
}
