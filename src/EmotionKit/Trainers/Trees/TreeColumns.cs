using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>What trainers of trees read.</summary>
internal static class TreeColumns
{
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static TrainingColumns Of(string component, ClassificationTask task, string label, string features, string? weight)
    {
        Check.NotEmpty(label);
        Check.NotEmpty(features);
        if (weight is not null)
            Check.NotEmpty(weight);
        return new TrainingColumns(component, label, features, weight) { Task = task, AllowsMissing = true };
    }

    /// <summary>Reads the rows, features in place where they are in memory.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, no row has a label, or the label has fewer than two classes.</exception>
    /// <exception cref="RowException">A feature is infinite, or a weight is negative or not finite.</exception>
    public static TrainingSet Read(IDataView data, TrainingColumns columns, CancellationToken cancellation)
    {
        TrainingSet rows = TrainingSet.ReadInPlace(data, columns, cancellation);
        if (rows.Classes < 2)
            throw new ArgumentException($"{columns.Component}: column '{columns.Label}': expected at least two classes, got {rows.Classes}.");
        return rows;
    }
}
