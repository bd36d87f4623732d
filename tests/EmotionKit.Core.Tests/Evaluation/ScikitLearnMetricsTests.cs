using System.Text.Json;
using EmotionKit.Evaluation;
using EmotionKit.Numerics;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Evaluation;

/// <summary>Every number of scikit-learn's on the reference predictions, within 1e-9.</summary>
public class ScikitLearnMetricsTests
{
    private const int Classes = 7;
    private const double Tolerance = 1e-9;

    [Fact]
    public void The_classification_report_is_scikit_learns()
    {
        (ClassificationMetrics metrics, JsonElement expected) = Load();
        JsonElement report = expected.GetProperty("classification_report");
        for (int k = 0; k < Classes; k++)
            AssertReport(report.GetProperty(k.ToString()), metrics.PerClass[k]);
        AssertReport(report.GetProperty("macro avg"), metrics.Macro);
        AssertReport(report.GetProperty("weighted avg"), metrics.Weighted);
        Assert.Equal(report.GetProperty("accuracy").GetDouble(), metrics.Accuracy, Tolerance);
    }

    [Fact]
    public void Agreement_measures_are_scikit_learns()
    {
        (ClassificationMetrics metrics, JsonElement expected) = Load();
        Assert.Equal(expected.GetProperty("balanced_accuracy").GetDouble(), metrics.Uar, Tolerance);
        Assert.Equal(expected.GetProperty("kappa").GetDouble(), metrics.Kappa, Tolerance);
        Assert.Equal(expected.GetProperty("mcc").GetDouble(), metrics.Mcc, Tolerance);
    }

    [Fact]
    public void Measures_of_the_scores_are_scikit_learns()
    {
        (ClassificationMetrics metrics, JsonElement expected) = Load();
        ScoreMetrics scores = Assert.IsType<ScoreMetrics>(metrics.Scores);
        Assert.Equal(expected.GetProperty("log_loss").GetDouble(), scores.LogLoss, Tolerance);
        Assert.Equal(expected.GetProperty("top2").GetDouble(), scores.TopK(2), Tolerance);
        Assert.Equal(expected.GetProperty("roc_auc_ovr_macro").GetDouble(), scores.RocAuc, Tolerance);
        JsonElement class3 = expected.GetProperty("class3");
        Assert.Equal(class3.GetProperty("roc_auc").GetDouble(), scores.PerClass[3].RocAuc, Tolerance);
        Assert.Equal(class3.GetProperty("average_precision").GetDouble(), scores.PerClass[3].AveragePrecision, Tolerance);
        Assert.Equal(class3.GetProperty("brier").GetDouble(), scores.PerClass[3].Brier, Tolerance);
        Assert.Equal(class3.GetProperty("ks").GetDouble(), scores.PerClass[3].Ks, Tolerance);
    }

    [Fact]
    public void The_confusion_matrix_is_scikit_learns()
    {
        (ClassificationMetrics metrics, _) = Load();
        long[] expected = Npy.Read(TestData.Require("reference", "metrics.confusion.npy")).ToInt64s();
        Assert.Equal(expected, metrics.Confusion.ToRows().SelectMany(r => r).Select(c => (long)c));
    }

    private static (ClassificationMetrics Metrics, JsonElement Expected) Load()
    {
        int[] truth = Npy.Read(TestData.Require("reference", "metrics.y.npy")).ToInt64s().Select(v => (int)v).ToArray();
        double[] scores = Npy.Read(TestData.Require("reference", "metrics.score.npy")).ToDoubles();
        int[] predicted = new int[truth.Length];
        for (int i = 0; i < truth.Length; i++)
            predicted[i] = Enumerable.Range(0, Classes).MaxBy(k => scores[i * Classes + k]);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(TestData.Require("reference", "metrics.json")));
        return (ClassificationMetrics.Compute(truth, predicted, Classes, scores), document.RootElement.Clone());
    }

    private static void AssertReport(JsonElement expected, ClassMetrics actual)
    {
        Assert.Equal(expected.GetProperty("precision").GetDouble(), actual.Precision, Tolerance);
        Assert.Equal(expected.GetProperty("recall").GetDouble(), actual.Recall, Tolerance);
        Assert.Equal(expected.GetProperty("f1-score").GetDouble(), actual.F1, Tolerance);
        Assert.Equal(expected.GetProperty("support").GetDouble(), actual.Support);
    }
}
