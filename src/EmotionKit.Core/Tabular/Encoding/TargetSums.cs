namespace EmotionKit.Tabular;

/// <summary>Rows and sums of the label per category, from which its encodings follow; a part of the rows can be taken out again.</summary>
/// <param name="categories">The number of categories, missing included.</param>
internal sealed class TargetSums(int categories)
{
    private readonly double[] _rows = new double[categories];
    private readonly double[] _sums = new double[categories];
    private double _allRows;
    private double _allSum;

    /// <summary>Adds a row, or takes it out.</summary>
    /// <param name="category">Its category.</param>
    /// <param name="label">Its label; 0 or 1 for weights of evidence.</param>
    /// <param name="times">1 or -1.</param>
    public void Add(int category, double label, int times = 1)
    {
        _rows[category] += times;
        _sums[category] += times * label;
        _allRows += times;
        _allSum += times * label;
    }

    /// <summary>What a category becomes.</summary>
    /// <param name="category">Its number; -1 for one that was not seen.</param>
    /// <param name="options">Which encoding, and how smooth.</param>
    public double Encode(int category, EncodeCategoriesOptions options)
    {
        double rows = category < 0 ? 0 : _rows[category];
        double sum = category < 0 ? 0 : _sums[category];
        double smoothing = options.EffectiveSmoothing;
        if (options.Encoding == CategoryEncoding.WeightOfEvidence)
        {
            // Rows of one kind alone, as a class that no row has, say nothing of a category.
            return rows == 0 || _allSum == 0 || _allSum == _allRows
                ? 0
                : Math.Log((sum + smoothing) / (_allSum + smoothing)) - Math.Log((rows - sum + smoothing) / (_allRows - _allSum + smoothing));
        }
        double prior = _allSum / _allRows;
        return rows == 0 ? prior : (sum + smoothing * prior) / (rows + smoothing);
    }
}
