using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class EvaluateTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Multiclass_CountsRightAndWrongRowsByClass()
    {
        // Classes 0, 0, 1, 2 are given classes 0, 1, 1, 0.
        IDataView data = Scored((0, [0.7f, 0.2f, 0.1f]), (0, [0.3f, 0.6f, 0.1f]), (1, [0.1f, 0.8f, 0.1f]), (2, [0.5f, 0.3f, 0.2f]));

        MulticlassClassificationMetrics metrics = _ml.MulticlassClassification.Evaluate(data);

        Assert.Equal(2.0 / 4, metrics.MicroAccuracy, 6);
        Assert.Equal((0.5 + 1 + 0) / 3, metrics.MacroAccuracy, 6);
        Assert.Equal(3, metrics.ConfusionMatrix.NumberOfClasses);
        Assert.Equal([[1.0, 1, 0], [0, 1, 0], [1, 0, 0]], metrics.ConfusionMatrix.Counts);
        Assert.Equal(1, metrics.ConfusionMatrix.GetCountForClassPair(predictedClassIndicatorIndex: 0, actualClassIndicatorIndex: 2));
        Assert.Equal([0.5, 1, 0], metrics.ConfusionMatrix.PerClassRecall);
        Assert.Equal([0.5, 0.5], metrics.ConfusionMatrix.PerClassPrecision.Take(2));
    }

    [Fact]
    public void Multiclass_LogLoss_IsTheMeanNegativeLogarithm()
    {
        IDataView data = Scored((0, [0.7f, 0.2f, 0.1f]), (0, [0.3f, 0.6f, 0.1f]), (1, [0.1f, 0.8f, 0.1f]), (2, [0.5f, 0.3f, 0.2f]));
        double expected = -(Math.Log(0.7) + Math.Log(0.3) + Math.Log(0.8) + Math.Log(0.2)) / 4;
        double entropy = -((0.5 * Math.Log(0.5)) + (0.5 * Math.Log(0.25)));

        MulticlassClassificationMetrics metrics = _ml.MulticlassClassification.Evaluate(data);

        Assert.Equal(expected, metrics.LogLoss, 5);
        Assert.Equal((entropy - expected) / entropy, metrics.LogLossReduction, 5);
        Assert.Equal(-(Math.Log(0.7) + Math.Log(0.3)) / 2, metrics.PerClassLogLoss[0], 5);
        Assert.Equal(-Math.Log(0.2), metrics.PerClassLogLoss[2], 5);
    }

    [Fact]
    public void Multiclass_TopK_CountsTheFirstClassesByScore()
    {
        IDataView data = Scored((0, [0.7f, 0.2f, 0.1f]), (0, [0.3f, 0.6f, 0.1f]), (1, [0.1f, 0.8f, 0.1f]), (2, [0.5f, 0.3f, 0.2f]));

        MulticlassClassificationMetrics metrics = _ml.MulticlassClassification.Evaluate(data, topKPredictionCount: 2);

        Assert.Equal(2, metrics.TopKPredictionCount);
        Assert.Equal(0.75, metrics.TopKAccuracy, 6);
    }

    [Fact]
    public void Multiclass_LeavesOutRowsWithoutALabel()
    {
        IDataView data = Scored((0, [0.7f, 0.3f, 0f]), (1, [0.1f, 0.9f, 0f]), (9, [1f, 0f, 0f]));

        Assert.Equal(1, _ml.MulticlassClassification.Evaluate(data).MicroAccuracy, 6);
    }

    [Fact]
    public void Multiclass_RefusesAMissingColumn()
    {
        IDataView data = Scored((0, [0.7f, 0.3f, 0f]));

        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Evaluate(data, scoreColumnName: "Nothing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Evaluate(data, labelColumnName: "Nothing"));
    }

    [Fact]
    public void CrossValidate_FitsAndEvaluatesEachFold()
    {
        IDataView data = Scored([.. Enumerable.Range(0, 60).Select(i => ((uint)(i % 3), i % 3 == 0 ? new[] { 0.8f, 0.1f, 0.1f } : [0.1f, 0.8f, 0.1f]))]);
        var estimator = new RecordingEstimator();

        IReadOnlyList<TrainCatalogBase.CrossValidationResult<MulticlassClassificationMetrics>> results = _ml.MulticlassClassification.CrossValidate(data, estimator, numberOfFolds: 3);

        Assert.Equal(3, estimator.Fits);
        Assert.Equal([0, 1, 2], results.Select(r => r.Fold));
        Assert.All(results, r => Assert.NotNull(r.Model));
        Assert.Equal(60, results.Sum(r => r.ScoredHoldOutSet.GetColumn<uint>("Label").Count()));
        Assert.Equal(40, results.Sum(r => r.Metrics.MicroAccuracy * r.ScoredHoldOutSet.GetColumn<uint>("Label").Count()), 4);
    }

    [Fact]
    public void Binary_CountsAndRanks()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<BinaryRow>(
        [
            new() { Label = true, Score = 2, Probability = 0.9f, PredictedLabel = true },
            new() { Label = true, Score = -1, Probability = 0.3f, PredictedLabel = false },
            new() { Label = false, Score = 1, Probability = 0.6f, PredictedLabel = true },
            new() { Label = false, Score = -2, Probability = 0.1f, PredictedLabel = false },
            new() { Label = false, Score = -3, Probability = 0.05f, PredictedLabel = false },
        ]);

        CalibratedBinaryClassificationMetrics metrics = _ml.BinaryClassification.Evaluate(data);
        BinaryClassificationMetrics uncalibrated = _ml.BinaryClassification.EvaluateNonCalibrated(data);

        Assert.Equal(3.0 / 5, metrics.Accuracy, 6);
        Assert.Equal(5.0 / 6, metrics.AreaUnderRocCurve, 6);
        Assert.Equal(0.5, metrics.PositivePrecision, 6);
        Assert.Equal(0.5, metrics.PositiveRecall, 6);
        Assert.Equal(2.0 / 3, metrics.NegativePrecision, 6);
        Assert.Equal(2.0 / 3, metrics.NegativeRecall, 6);
        Assert.Equal(0.5, metrics.F1Score, 6);
        Assert.Equal([[1.0, 1], [1, 2]], metrics.ConfusionMatrix.Counts);
        Assert.Equal(metrics.AreaUnderRocCurve, uncalibrated.AreaUnderRocCurve, 6);
        Assert.Equal(metrics.Accuracy, uncalibrated.Accuracy, 6);
    }

    [Fact]
    public void Binary_LogLoss_IsInBits()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<BinaryRow>(
        [
            new() { Label = true, Score = 2, Probability = 0.5f, PredictedLabel = true },
            new() { Label = false, Score = -2, Probability = 0.75f, PredictedLabel = false },
        ]);

        CalibratedBinaryClassificationMetrics metrics = _ml.BinaryClassification.Evaluate(data);

        Assert.Equal(1.5, metrics.LogLoss, 5);
        Assert.Equal(1.0, metrics.Entropy, 5);
        Assert.Equal(-0.5, metrics.LogLossReduction, 5);
    }

    private IDataView Scored(params (uint Label, float[] Score)[] rows) =>
        _ml.Data.LoadFromEnumerable(rows.Select(r => new ScoredRow { Label = r.Label, Score = r.Score, PredictedLabel = (uint)Array.IndexOf(r.Score, r.Score.Max()) }).ToArray());

    private sealed class ScoredRow
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class BinaryRow
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
