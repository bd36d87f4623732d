using EmotionKit.Linear;

namespace EmotionKit.Trees;

/// <summary>Runs the rounds of boosting.</summary>
internal sealed unsafe class BoostingTrainer : IDisposable
{
    private const int Chunk = 4096;

    // The odds of a class without rows, against those with some.
    private const double AbsentShare = 1e-12;

    private readonly GradientBoostingOptions _options;
    private readonly BinnedMatrix _matrix;
    private readonly int[] _labels;
    private readonly int _classes;
    private readonly float[]? _weights;
    private readonly BoostingSample _sample;
    private readonly double[] _bias;
    private readonly float[][] _scores;
    private readonly float[][] _probabilities;
    private readonly RowGradients _gradients;
    private readonly BoostingTreeGrower _grower;
    private readonly int _threads;

    private BoostingTrainer(BinnedMatrix matrix, int[] labels, int classes, float[]? weights, double[] totals, GradientBoostingOptions options, int threads)
    {
        int rows = matrix.Rows;
        _options = options;
        _matrix = matrix;
        _labels = labels;
        _classes = classes;
        _weights = weights;
        _threads = threads;
        _sample = new BoostingSample(labels, classes, weights, matrix.Columns, options);
        Outputs = classes == 2 ? 1 : classes;
        double all = totals.Sum();
        double[] logs = Array.ConvertAll(totals, total => Math.Log(Math.Max(total / all, AbsentShare)));
        _bias = Outputs == 1 ? [logs[1] - logs[0]] : logs;
        _scores = Array.ConvertAll(_bias, bias =>
        {
            float[] scores = new float[rows];
            Array.Fill(scores, (float)bias);
            return scores;
        });
        _probabilities = Outputs == 1 ? [] : Array.ConvertAll(_bias, _ => new float[rows]);
        _gradients = new RowGradients(rows, weights, 0.25 * HessianFactor, threads);
        _grower = new BoostingTreeGrower(matrix, options, _gradients.GradientUnit, _gradients.HessianUnit, rows, threads);
    }

    private int Outputs { get; }

    // Friedman's (2001, algorithm 6): softmax has one score too many, and the curvature along one of them is the smaller for it.
    private float HessianFactor => Outputs == 1 ? 1 : _classes / (_classes - 1f);

    public static BoostingTrainer Create(
        ReadOnlySpan<float> x, ReadOnlySpan<int> places, int columns, int[] labels, int classes, double[] totals, GradientBoostingOptions options,
        ReadOnlySpan<float> weights, CancellationToken cancellation)
    {
        int threads = Execution.Threads;
        bool[] categorical = new bool[columns];
        foreach (int column in options.CategoricalColumns)
            categorical[column] = true;
        double[] factors = TreeRows.ClassFactors(totals, options.ClassWeights == ClassWeighting.Balanced);
        float[]? rowWeights = null;
        if (!weights.IsEmpty || options.ClassWeights == ClassWeighting.Balanced)
        {
            rowWeights = new float[labels.Length];
            for (int i = 0; i < rowWeights.Length; i++)
                rowWeights[i] = (float)(factors[labels[i]] * (weights.IsEmpty ? 1 : weights[i]));
        }
        double[] weighted = new double[classes];
        for (int k = 0; k < classes; k++)
            weighted[k] = totals[k] * factors[k];
        fixed (float* px = x)
        fixed (int* pp = places)
        {
            var matrix = BinnedMatrix.Create(px, pp, labels.Length, columns, options.MaxBins, categorical, threads, cancellation);
            return new BoostingTrainer(matrix, labels, classes, rowWeights, weighted, options, threads);
        }
    }

    public GradientBoosting Run(IProgress<TreeProgress>? progress, CancellationToken cancellation)
    {
        var trees = new List<GrownTree>();
        double bestLoss = double.PositiveInfinity;
        int bestRound = 0;
        for (int round = 1; round <= _options.Trees; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            RunRound(round, trees);
            double loss = _sample.Validation.Length > 0 ? ValidationLoss() : double.NaN;
            progress?.Report(new TreeProgress(round, _options.Trees, loss));
            if (_sample.Validation.Length == 0 || loss < bestLoss)
                (bestLoss, bestRound) = (loss, round);
            else if (round - bestRound >= _options.EarlyStoppingRounds)
                break;
        }
        bestRound = Math.Max(1, bestRound);
        trees.RemoveRange(bestRound * Outputs, trees.Count - bestRound * Outputs);
        int[]?[] categories = Array.ConvertAll(_matrix.Bins, bins => bins.Categories);
        double total = 0;
        foreach (double gain in _grower.Gains)
            total += gain;
        double[] importances = Array.ConvertAll(_grower.Gains.ToArray(), gain => total > 0 ? gain / total : 0);
        TreeEnsemble ensemble = TreeEnsemble.Of(trees, _matrix.Columns, Outputs, 1, categories);
        return new GradientBoosting(ensemble, _classes, _bias, importances) { ValidationLoss = bestLoss };
    }

    public void Dispose() => _grower.Dispose();

    private void RunRound(int round, List<GrownTree> trees)
    {
        Span<int> rows = _sample.DrawRows(round);
        if (Outputs > 1)
            Softmax();
        for (int k = 0; k < Outputs; k++)
        {
            _gradients.Scores = _scores[k];
            if (Outputs == 1)
                _gradients.OfLogOdds(_labels);
            else
                _gradients.OfProbabilities(_probabilities[k], _labels, k, HessianFactor);
            if (k > 0)
                rows = _sample.DrawRows(round);
            BoostedTree tree = _grower.Grow(rows, _gradients, _sample.DrawColumns((long)round * Outputs + k));
            trees.Add(tree.Grown);
            MoveOthers(tree, _scores[k]);
        }
    }

    /// <summary>Moves the scores of the rows that the tree has not learned from.</summary>
    private void MoveOthers(BoostedTree tree, float[] scores)
    {
        int[] others = _sample.Others;
        int count = _sample.OtherCount;
        ParallelLoop.Run((count + Chunk - 1) / Chunk, _threads, chunk =>
        {
            int last = Math.Min(count, (chunk + 1) * Chunk);
            for (int i = chunk * Chunk; i < last; i++)
                scores[others[i]] += tree.ValueOf(others[i]);
        });
    }

    private void Softmax()
    {
        ParallelLoop.Run((_labels.Length + Chunk - 1) / Chunk, _threads, chunk =>
        {
            int last = Math.Min(_labels.Length, (chunk + 1) * Chunk);
            double[] logits = new double[Outputs];
            for (int i = chunk * Chunk; i < last; i++)
            {
                for (int k = 0; k < logits.Length; k++)
                    logits[k] = _scores[k][i];
                SoftmaxKernels.Softmax(logits);
                for (int k = 0; k < logits.Length; k++)
                    _probabilities[k][i] = (float)logits[k];
            }
        });
    }

    private double ValidationLoss()
    {
        double loss = 0, weight = 0;
        double[] logits = new double[Math.Max(2, Outputs)];
        foreach (int row in _sample.Validation)
        {
            double w = _weights is null ? 1 : _weights[row];
            double highest = 0, sum = 0;
            for (int k = 0; k < Outputs; k++)
                logits[Outputs == 1 ? 1 : k] = _scores[k][row];
            foreach (double logit in logits)
                highest = Math.Max(highest, logit);
            foreach (double logit in logits)
                sum += Math.Exp(logit - highest);
            loss += w * (Math.Log(sum) + highest - logits[_labels[row]]);
            weight += w;
        }
        return weight > 0 ? loss / weight : 0;
    }
}
