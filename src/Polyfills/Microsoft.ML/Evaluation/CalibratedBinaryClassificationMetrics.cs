namespace Microsoft.ML.Data;

/// <summary>How good a classifier into two classes with probabilities is.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryCounters counters)
        : base(counters)
    {
        LogLoss = counters.LogLoss;
        Entropy = counters.Entropy;
        LogLossReduction = (Entropy - LogLoss) / Entropy;
    }

    /// <summary>The mean of the negative logarithms, to base 2, of the probabilities that the true classes were given.</summary>
    public double LogLoss { get; }

    /// <summary>By which part the log-loss is less than that of giving each class the frequency it has.</summary>
    public double LogLossReduction { get; }

    /// <summary>The entropy of the classes in bits.</summary>
    public double Entropy { get; }
}
