namespace EmotionKit.Linear;

/// <summary>Checked training rows: weights with class weights folded in, and the classes that occur, numbered without gaps.</summary>
internal sealed class TrainingRows
{
    private TrainingRows(double[] rowWeights, int[] packedLabels, int[] packedClass, int present, double total)
    {
        RowWeights = rowWeights;
        PackedLabels = packedLabels;
        PackedClass = packedClass;
        PresentClasses = present;
        TotalWeight = total;
    }

    public double[] RowWeights { get; }

    public int[] PackedLabels { get; }

    /// <summary>For each class its number among those that occur, or -1.</summary>
    public int[] PackedClass { get; }

    public int PresentClasses { get; }

    public double TotalWeight { get; }

    public static void Validate(ReadOnlySpan<float> x, int columns, ReadOnlySpan<int> labels, int classes, ReadOnlySpan<float> weights)
    {
        Check.AtLeast(columns, 1);
        Check.AtLeast(classes, 2);
        if (labels.IsEmpty)
            throw new ArgumentException("labels: expected at least one row to train on, got none.", nameof(labels));
        if (x.Length != (long)labels.Length * columns)
        {
            throw new ArgumentException(
                $"x: expected {labels.Length} rows of {columns} features, {(long)labels.Length * columns} values, got {x.Length}.", nameof(x));
        }
        if (!weights.IsEmpty)
            Check.Length(weights.Length, labels.Length, nameof(weights));
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentException($"labels: expected a class from 0 to {classes - 1}, got {labels[i]} in row {i}.", nameof(labels));
            if (!weights.IsEmpty && !(weights[i] >= 0 && float.IsFinite(weights[i])))
                throw new ArgumentException($"weights: expected a finite number of at least 0, got {weights[i]} in row {i}.", nameof(weights));
        }
        for (int i = 0; i < x.Length; i++)
        {
            if (!float.IsFinite(x[i]))
            {
                throw new ArgumentException(
                    $"x: expected finite features, got {x[i]} in row {i / columns}, column {i % columns}; impute missing values first.", nameof(x));
            }
        }
    }

    /// <exception cref="ArgumentException">Fewer than two classes have rows of a weight above 0.</exception>
    public static TrainingRows Of(ReadOnlySpan<int> labels, int classes, ReadOnlySpan<float> weights, ClassWeighting weighting)
    {
        double[] classTotals = new double[classes];
        double total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            classTotals[labels[i]] += weight;
            total += weight;
        }
        int[] packedClass = new int[classes];
        int present = 0;
        for (int k = 0; k < classes; k++)
            packedClass[k] = classTotals[k] > 0 ? present++ : -1;
        if (present < 2)
        {
            string got = present == 0 ? "none" : $"only class {Array.FindIndex(classTotals, t => t > 0)}";
            throw new ArgumentException($"labels: expected rows of at least two classes (of weight above 0), got {got}.", nameof(labels));
        }

        double[] rowWeights = new double[labels.Length];
        int[] packedLabels = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (weighting == ClassWeighting.Balanced && weight > 0)
                weight *= total / (present * classTotals[labels[i]]);
            rowWeights[i] = weight;
            packedLabels[i] = Math.Max(0, packedClass[labels[i]]);
        }
        return new TrainingRows(rowWeights, packedLabels, packedClass, present, total);
    }
}
