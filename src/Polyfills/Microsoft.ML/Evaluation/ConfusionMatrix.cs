namespace Microsoft.ML.Data;

/// <summary>How often rows of each class were given each class.</summary>
public sealed class ConfusionMatrix
{
    internal ConfusionMatrix(double[][] counts)
    {
        Counts = Array.ConvertAll(counts, IReadOnlyList<double> (row) => row);
        PerClassRecall = [.. counts.Select((row, i) => Ratio(row[i], row.Sum()))];
        PerClassPrecision = [.. counts.Select((row, i) => Ratio(row[i], counts.Sum(r => r[i])))];
    }

    /// <summary>For each class, which part of the rows that were given it is of it.</summary>
    public IReadOnlyList<double> PerClassPrecision { get; }

    /// <summary>For each class, which part of its rows was given it.</summary>
    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>The counts: a row for each class, with the number of its rows that were given each class.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    /// <summary>The number of classes.</summary>
    public int NumberOfClasses => Counts.Count;

    /// <summary>The number of rows of a class that were given a class.</summary>
    /// <param name="predictedClassIndicatorIndex">The index of the class that they were given.</param>
    /// <param name="actualClassIndicatorIndex">The index of the class that they are of.</param>
    /// <returns>The number.</returns>
    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        Contracts.CheckParam((uint)predictedClassIndicatorIndex < (uint)NumberOfClasses, nameof(predictedClassIndicatorIndex), "Must be the index of a class.");
        Contracts.CheckParam((uint)actualClassIndicatorIndex < (uint)NumberOfClasses, nameof(actualClassIndicatorIndex), "Must be the index of a class.");
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    internal static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
