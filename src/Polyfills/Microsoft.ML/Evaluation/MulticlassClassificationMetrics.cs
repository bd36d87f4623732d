namespace Microsoft.ML.Data;

/// <summary>How good a classifier into several classes is.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(MulticlassCounters counters)
    {
        LogLoss = counters.LogLoss;
        LogLossReduction = counters.LogLossReduction;
        MacroAccuracy = counters.MacroAccuracy;
        MicroAccuracy = counters.MicroAccuracy;
        PerClassLogLoss = counters.PerClassLogLoss;
        ConfusionMatrix = new ConfusionMatrix(counters.Confusion);
        TopKAccuracyForAllK = counters.TopKAccuracies;
        TopKPredictionCount = counters.TopKAccuracies.Length;
        TopKAccuracy = TopKPredictionCount > 0 ? counters.TopKAccuracies[^1] : 0;
    }

    /// <summary>The mean of the negative natural logarithms of the probabilities that the true classes were given.</summary>
    public double LogLoss { get; }

    /// <summary>By which part the log-loss is less than that of giving each class the frequency it has.</summary>
    public double LogLossReduction { get; }

    /// <summary>The mean over the classes of the part of their rows that is right: the unweighted average recall.</summary>
    public double MacroAccuracy { get; }

    /// <summary>The part of the rows that is right.</summary>
    public double MicroAccuracy { get; }

    /// <summary>The part of the rows whose true class is among the first <see cref="TopKPredictionCount"/> by score.</summary>
    public double TopKAccuracy { get; }

    /// <summary>How many classes by score count as right in <see cref="TopKAccuracy"/>; 0 if that was not asked for.</summary>
    public int TopKPredictionCount { get; }

    /// <summary>The same as <see cref="TopKAccuracy"/> for 1 to <see cref="TopKPredictionCount"/> classes.</summary>
    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    /// <summary>The log-loss of the rows of each class.</summary>
    public IReadOnlyList<double> PerClassLogLoss { get; }

    /// <summary>How often rows of each class were given each class.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}
