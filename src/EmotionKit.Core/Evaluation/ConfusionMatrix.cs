namespace EmotionKit.Evaluation;

/// <summary>How many rows of each true class were predicted as each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    internal ConfusionMatrix(int classes, int[] counts)
    {
        Classes = classes;
        _counts = counts;
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Rows of class <paramref name="truth"/> that were predicted as <paramref name="predicted"/>.</summary>
    /// <param name="truth">0 to <see cref="Classes"/> - 1.</param>
    /// <param name="predicted">0 to <see cref="Classes"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is out of range.</exception>
    public int this[int truth, int predicted]
    {
        get
        {
            Check.InRange(truth, 0, Classes - 1);
            Check.InRange(predicted, 0, Classes - 1);
            return _counts[truth * Classes + predicted];
        }
    }

    /// <summary>One array per true class, each with a count per predicted class.</summary>
    public int[][] ToRows()
    {
        int[][] rows = new int[Classes][];
        for (int k = 0; k < Classes; k++)
            rows[k] = _counts.AsSpan(k * Classes, Classes).ToArray();
        return rows;
    }

    internal int RowSum(int truth)
    {
        int sum = 0;
        foreach (int count in _counts.AsSpan(truth * Classes, Classes))
            sum += count;
        return sum;
    }

    internal int ColumnSum(int predicted)
    {
        int sum = 0;
        for (int k = 0; k < Classes; k++)
            sum += _counts[k * Classes + predicted];
        return sum;
    }
}
