namespace Microsoft.ML.Data;

/// <summary>How good a classifier into two classes is.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(BinaryCounters counters)
    {
        AreaUnderRocCurve = counters.AreaUnderRocCurve;
        Accuracy = counters.Accuracy;
        ConfusionMatrix = new ConfusionMatrix([[counters.TruePositives, counters.FalseNegatives], [counters.FalsePositives, counters.TrueNegatives]]);
        PositivePrecision = ConfusionMatrix.PerClassPrecision[0];
        PositiveRecall = ConfusionMatrix.PerClassRecall[0];
        NegativePrecision = ConfusionMatrix.PerClassPrecision[1];
        NegativeRecall = ConfusionMatrix.PerClassRecall[1];
        F1Score = 2 * PositivePrecision * PositiveRecall / (PositivePrecision + PositiveRecall);
    }

    /// <summary>The probability that a positive row scores higher than a negative one.</summary>
    public double AreaUnderRocCurve { get; }

    /// <summary>The part of the rows that is right.</summary>
    public double Accuracy { get; }

    /// <summary>Which part of the rows that were given the positive class is of it.</summary>
    public double PositivePrecision { get; }

    /// <summary>Which part of the rows of the positive class was given it.</summary>
    public double PositiveRecall { get; }

    /// <summary>Which part of the rows that were given the negative class is of it.</summary>
    public double NegativePrecision { get; }

    /// <summary>Which part of the rows of the negative class was given it.</summary>
    public double NegativeRecall { get; }

    /// <summary>The harmonic mean of precision and recall of the positive class; NaN if both are 0.</summary>
    public double F1Score { get; }

    /// <summary>How often rows of each class were given each class, the positive class first.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}
