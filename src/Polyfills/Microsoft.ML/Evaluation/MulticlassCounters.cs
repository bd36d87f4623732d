namespace Microsoft.ML.Data;

/// <summary>Sums over rows with a label and a score for each class.</summary>
internal sealed class MulticlassCounters(int classes, int topK)
{
    private const float Epsilon = 1e-15f;

    private readonly double[] _rowsOfClass = new double[classes];
    private readonly double[] _lossOfClass = new double[classes];
    private readonly double[] _correctWithin = new double[Math.Min(topK, classes)];
    private double _rows;
    private double _correct;
    private double _loss;

    public double[][] Confusion { get; } = [.. Enumerable.Range(0, classes).Select(_ => new double[classes])];

    public double MicroAccuracy => ConfusionMatrix.Ratio(_correct, _rows);

    public double MacroAccuracy
    {
        get
        {
            int[] present = [.. Enumerable.Range(0, classes).Where(i => _rowsOfClass[i] > 0)];
            return present.Length == 0 ? 0 : present.Average(i => Confusion[i][i] / _rowsOfClass[i]);
        }
    }

    public double LogLoss => ConfusionMatrix.Ratio(_loss, _rows);

    public double LogLossReduction
    {
        get
        {
            double entropy = -_rowsOfClass.Where(n => n > 0).Sum(n => n * Math.Log(n / _rows)) / _rows;
            return (entropy - LogLoss) / entropy;
        }
    }

    public double[] PerClassLogLoss => [.. Enumerable.Range(0, classes).Select(i => ConfusionMatrix.Ratio(_lossOfClass[i], _rowsOfClass[i]))];

    public double[] TopKAccuracies
    {
        get
        {
            // A row is right within k classes if it is right within fewer; beyond the last class all known labels are.
            var accuracies = new double[topK];
            double sum = 0;
            for (int k = 0; k < topK; k++)
            {
                sum += k < _correctWithin.Length ? _correctWithin[k] : 0;
                accuracies[k] = ConfusionMatrix.Ratio(sum, _rows);
            }

            return accuracies;
        }
    }

    /// <param name="label">The index of the true class, which may be one without a score.</param>
    /// <param name="scores">The scores.</param>
    public void Add(int label, ReadOnlySpan<float> scores)
    {
        _rows++;
        if (label >= classes)
        {
            _loss -= Math.Log(Epsilon);
            return;
        }

        double loss = -Math.Log(Math.Clamp(scores[label], Epsilon, 1));
        _loss += loss;
        _lossOfClass[label] += loss;
        _rowsOfClass[label]++;

        // Of equal scores the first wins.
        int assigned = 0;
        int rank = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            assigned = scores[i] > scores[assigned] ? i : assigned;
            rank += scores[i] > scores[label] || (scores[i] == scores[label] && i < label) ? 1 : 0;
        }

        Confusion[label][assigned]++;
        _correct += assigned == label ? 1 : 0;
        if (rank < _correctWithin.Length)
        {
            _correctWithin[rank]++;
        }
    }
}
