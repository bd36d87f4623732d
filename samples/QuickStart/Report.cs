using EmotionKit.Evaluation;

namespace QuickStart;

/// <summary>Prints how well a classifier did.</summary>
internal static class Report
{
    public static void Print(ClassificationOutcome outcome, string unseen, string corpus)
    {
        ClassificationMetrics metrics = outcome.Metrics;
        Console.WriteLine($"{$"on {unseen}:",-22} {"recall",8} {"precision",10} {"rows",6}");
        for (int k = 0; k < outcome.Classes.Count; k++)
        {
            ClassMetrics of = metrics.PerClass[k];
            Console.WriteLine($"  {outcome.Classes[k],-18} {of.Recall,8:F2} {of.Precision,10:F2} {of.Support,6}");
        }
        Console.WriteLine($"UAR {metrics.Uar:F3}, accuracy {metrics.Accuracy:F3}, macro F1 {metrics.MacroF1:F3} on {metrics.Rows} recordings of {corpus}");
    }
}
