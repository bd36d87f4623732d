namespace EmotionKit.Trees;

/// <summary>Gradient boosting of decision trees for classification by log loss (Friedman 2001; Chen and Guestrin 2016; Ke et al. 2017). Immutable and
/// thread-safe.</summary>
/// <remarks>Missing values (NaN) need no imputation: each split learns the side that they go to. Where training saw none, they follow the greater number of
/// rows.</remarks>
public sealed class GradientBoosting
{
    private readonly double[] _bias;
    private readonly double[] _importances;

    internal GradientBoosting(TreeEnsemble ensemble, int classes, double[] bias, double[] importances)
    {
        Ensemble = ensemble;
        Classes = classes;
        _bias = bias;
        _importances = importances;
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of features.</summary>
    public int Columns => Ensemble.Columns;

    /// <summary>Number of trees; of more than two classes each round has one for each class.</summary>
    public int Trees => Ensemble.Trees;

    /// <summary>Scores of a row: 1 of two classes, the log-odds of class 1; else one per class, whose softmax are the probabilities.</summary>
    public int Outputs => Ensemble.Outputs;

    /// <summary>The scores that trees add to.</summary>
    public ReadOnlySpan<double> Bias => _bias;

    /// <summary>By column the part of all gain that its splits brought; they sum to 1, or all are 0 where no tree has a split.</summary>
    public ReadOnlySpan<double> FeatureImportances => _importances;

    /// <summary>Mean log loss of the held-out rows at the best round; NaN without early stopping, and in a loaded model.</summary>
    public double ValidationLoss { get; internal init; } = double.NaN;

    internal TreeEnsemble Ensemble { get; }

    /// <summary>Grows the trees on <see cref="Execution.Threads"/> threads. The result has the same bits for any number of threads.</summary>
    /// <param name="x">Features, [row, column]; NaN where missing, else finite.</param>
    /// <param name="columns">Features of a row.</param>
    /// <param name="labels">The class of each row, 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="classes">Number of classes, at least 2. A class without rows gets a probability of practically 0.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <param name="weights">A weight per row, finite and at least 0, or empty. A row of weight 0 takes no part.</param>
    /// <param name="progress">Told after each round, on the calling thread.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="ArgumentException">No rows, lengths that do not fit, a label out of range, an infinite feature, a category that is no whole number, a
    /// weight that is not finite (row and column are named), or fewer than two classes with rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled; there is no partial model.</exception>
    public static GradientBoosting Fit(
        ReadOnlySpan<float> x,
        int columns,
        ReadOnlySpan<int> labels,
        int classes,
        GradientBoostingOptions? options = null,
        ReadOnlySpan<float> weights = default,
        IProgress<TreeProgress>? progress = null,
        CancellationToken cancellation = default) => FitPlaces(x, [], columns, labels.ToArray(), classes, options ?? new GradientBoostingOptions(), weights, progress, cancellation);

    /// <summary>As <see cref="Fit"/>, of the rows of <paramref name="x"/> at <paramref name="places"/> (empty for all), whose labels and weights are given,
    /// without copying any of them; labels stay unchanged.</summary>
    internal static GradientBoosting FitPlaces(
        ReadOnlySpan<float> x, ReadOnlySpan<int> places, int columns, int[] labels, int classes, GradientBoostingOptions options,
        ReadOnlySpan<float> weights, IProgress<TreeProgress>? progress, CancellationToken cancellation)
    {
        TreeRows.Validate(x, places, columns, labels, classes, weights);
        options.Validate(columns, classes);
        double[] totals = TreeRows.ClassTotals(labels, classes, weights);
        using var trainer = BoostingTrainer.Create(x, places, columns, labels, classes, totals, options, weights, cancellation);
        return trainer.Run(progress, cancellation);
    }

    /// <summary>The class probabilities of rows; each row's sum to 1.</summary>
    /// <param name="rows">[row, column]; NaN where missing.</param>
    /// <param name="probabilities">[row, class].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Predict(ReadOnlySpan<float> rows, Span<float> probabilities)
    {
        int count = EnsemblePredictions.CountRows(Ensemble, rows, probabilities.Length, Classes);
        double[] sums = EnsemblePredictions.Sum(Ensemble, rows, count);
        for (int row = 0; row < count; row++)
            Link(sums.AsSpan(row * Outputs, Outputs), probabilities.Slice(row * Classes, Classes));
        System.Buffers.ArrayPool<double>.Shared.Return(sums);
    }

    /// <summary>The scores of rows: log-odds of class 1, or one per class; see <see cref="Outputs"/>.</summary>
    /// <param name="rows">[row, column]; NaN where missing.</param>
    /// <param name="scores">[row, output].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void PredictScores(ReadOnlySpan<float> rows, Span<double> scores)
    {
        int count = EnsemblePredictions.CountRows(Ensemble, rows, scores.Length, Outputs);
        for (int row = 0; row < count; row++)
            _bias.CopyTo(scores.Slice(row * Outputs, Outputs));
        EnsembleScorer.Add(Ensemble, rows, scores, Execution.Threads);
    }

    /// <summary>
    /// Exact Shapley values (TreeSHAP, path-dependent; Lundberg, Erion and Lee 2018): how much each feature moves a score.
    /// </summary>
    /// <param name="rows">[row, column]; NaN where missing.</param>
    /// <param name="contributions">[row, output, column + 1]. Outputs are those of <see cref="PredictScores"/>. The last value of an output is the model's mean over its training rows; all values of an
    /// output sum to the score.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions, CancellationToken cancellation = default)
    {
        int count = EnsemblePredictions.CountRows(Ensemble, rows, contributions.Length, Outputs * (Columns + 1));
        TreeShap.Run(Ensemble, rows, contributions, Execution.Threads, cancellation);
        for (int i = 0; i < count * Outputs; i++)
            contributions[i * (Columns + 1) + Columns] += _bias[i % Outputs];
    }

    /// <summary>Writes the model: <see cref="Load"/> reads it back with the same bits.</summary>
    /// <param name="stream">Written from its position on; stays open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        EnsembleFile.Write(stream, EnsembleKind.Boosting, Classes, Ensemble, _bias, _importances);
    }

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">Read from its position on; stays open.</param>
    /// <exception cref="InvalidDataException">The bytes are no such model, or are damaged.</exception>
    public static GradientBoosting Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (TreeEnsemble ensemble, int classes, double[] bias, double[] importances) = EnsembleFile.Read(stream, EnsembleKind.Boosting);
        return new GradientBoosting(ensemble, classes, bias, importances);
    }

    /// <summary>Probabilities from the sums of the trees; the sums are overwritten.</summary>
    internal void Link(Span<double> sums, Span<float> probabilities)
    {
        for (int k = 0; k < sums.Length; k++)
            sums[k] += _bias[k];
        if (sums.Length == 1)
        {
            double positive = 1 / (1 + Math.Exp(-sums[0]));
            probabilities[0] = (float)(1 - positive);
            probabilities[1] = (float)positive;
            return;
        }
        Linear.SoftmaxKernels.Softmax(sums);
        for (int k = 0; k < sums.Length; k++)
            probabilities[k] = (float)sums[k];
    }
}
