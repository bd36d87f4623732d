namespace EmotionKit.Tabular;

/// <summary>How well single columns tell a label of classes.</summary>
internal sealed class LabelTelling
{
    /// <summary>Values above which a label counts as a number rather than as classes.</summary>
    public const int MaxClasses = 20;

    private const int Folds = 5;
    private const int Ranges = 32;
    private const double Smoothing = 1;

    private readonly int[] _labels;
    private readonly int _classes;
    private readonly int[] _foldOfRow;

    public LabelTelling(ColumnValues label)
    {
        _labels = label.Codes;
        _classes = label.Categories.Length;
        _foldOfRow = LabelFolds.Assign(Array.ConvertAll(_labels, code => (double)code), Folds, seed: 1);
    }

    /// <summary>Of the column's values: as categories, or, for numbers, as ranges of equal frequency; NaN where there are too few rows.</summary>
    public double Auc(ColumnValues column) => column.Numbers is { } numbers ? Auc(ToRanges(numbers), Ranges) : Auc(column.Codes, column.Categories.Length);

    /// <summary>Of whether the column is missing.</summary>
    public double AucOfMissing(ColumnValues column)
    {
        int[] codes = new int[_labels.Length];
        for (int row = 0; row < codes.Length; row++)
            codes[row] = column.IsMissing(row) ? 1 : 0;
        return Auc(codes, 2);
    }

    /// <summary>What every row's category is by the labels of the other folds, as a score for each class in turn.</summary>
    private double Auc(int[] codes, int categories)
    {
        int[] rows = [.. Enumerable.Range(0, _labels.Length).Where(row => _labels[row] >= 0)];
        if (rows.Length < 2 * Folds)
            return double.NaN;
        double best = double.NaN;
        bool[] positive = new bool[rows.Length];
        double[] scores = new double[rows.Length];
        for (int label = _classes == 2 ? 1 : 0; label < _classes; label++)
        {
            Score(rows, codes, categories + 1, label, scores);
            for (int i = 0; i < rows.Length; i++)
                positive[i] = _labels[rows[i]] == label;
            best = double.MaxNumber(best, Ranks.Auc(scores, positive));
        }
        return best;
    }

    private void Score(int[] rows, int[] codes, int categories, int label, double[] scores)
    {
        double[] count = new double[Folds * categories], hits = new double[Folds * categories];
        double[] allCount = new double[categories], allHits = new double[categories], foldCount = new double[Folds], foldHits = new double[Folds];
        foreach (int row in rows)
        {
            int category = codes[row] + 1, cell = _foldOfRow[row] * categories + category;
            double hit = _labels[row] == label ? 1 : 0;
            count[cell]++;
            hits[cell] += hit;
            allCount[category]++;
            allHits[category] += hit;
            foldCount[_foldOfRow[row]]++;
            foldHits[_foldOfRow[row]] += hit;
        }
        double total = foldCount.Sum(), totalHits = foldHits.Sum();
        for (int i = 0; i < rows.Length; i++)
        {
            int fold = _foldOfRow[rows[i]], category = codes[rows[i]] + 1, cell = fold * categories + category;
            double prior = (totalHits - foldHits[fold]) / (total - foldCount[fold]);
            scores[i] = (allHits[category] - hits[cell] + Smoothing * prior) / (allCount[category] - count[cell] + Smoothing);
        }
    }

    /// <summary>The range that each number falls into, -1 for missing; equal numbers fall into one.</summary>
    private static int[] ToRanges(double[] numbers)
    {
        double[] sorted = [.. numbers.Where(value => !double.IsNaN(value))];
        Array.Sort(sorted);
        int[] codes = new int[numbers.Length];
        double[] edges = sorted.Length == 0 ? [] : [.. Enumerable.Range(1, Ranges - 1).Select(i => sorted[(int)((long)i * sorted.Length / Ranges)])];
        for (int row = 0; row < numbers.Length; row++)
        {
            if (double.IsNaN(numbers[row]))
            {
                codes[row] = -1;
                continue;
            }
            // The number of edges at or below.
            int low = 0, high = edges.Length;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (edges[middle] <= numbers[row])
                    low = middle + 1;
                else
                    high = middle;
            }
            codes[row] = low;
        }
        return codes;
    }
}
