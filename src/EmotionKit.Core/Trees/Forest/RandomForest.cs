using System.Collections.Concurrent;

namespace EmotionKit.Trees;

/// <summary>A random forest (Breiman 2001) for classification: the mean of its trees' class frequencies. Immutable and thread-safe.</summary>
/// <remarks>Missing values (NaN) need no imputation: each split learns the side that they go to. Where training saw none, they follow the greater weight.</remarks>
public sealed class RandomForest
{
    private readonly double[] _importances;

    internal RandomForest(TreeEnsemble ensemble, int classes, double[] importances)
    {
        Ensemble = ensemble;
        Classes = classes;
        _importances = importances;
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of features.</summary>
    public int Columns => Ensemble.Columns;

    /// <summary>Number of trees.</summary>
    public int Trees => Ensemble.Trees;

    /// <summary>Number of leaves of all trees.</summary>
    public int Leaves => (Ensemble.Nodes.Length + Trees) / 2;

    /// <summary>By column the part of all impurity decrease that its splits brought, mean of the trees; they sum to 1, or all are 0 where no tree has a
    /// split. scikit-learn's <c>feature_importances_</c>.</summary>
    public ReadOnlySpan<double> FeatureImportances => _importances;

    /// <summary>What trees say of rows that they did not learn from; null unless <see cref="RandomForestOptions.OutOfBag"/> asked for it, and in a loaded
    /// model.</summary>
    public OutOfBagPredictions? OutOfBag { get; private init; }

    internal TreeEnsemble Ensemble { get; }

    /// <summary>Grows the trees on <see cref="Execution.Threads"/> threads. The result has the same bits for any number of threads.</summary>
    /// <param name="x">Features, [row, column]; NaN where missing, else finite.</param>
    /// <param name="columns">Features of a row.</param>
    /// <param name="labels">The class of each row, 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="classes">Number of classes, at least 2. A class without rows gets probability 0.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <param name="weights">A weight per row, finite and at least 0, or empty. A row of weight 0 takes no part.</param>
    /// <param name="progress">Told after each tree, on the thread that grew it, one call at a time.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="ArgumentException">No rows, lengths that do not fit, a label out of range, an infinite feature, a weight that is not finite (row and
    /// column are named), or fewer than two classes with rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled; there is no partial model.</exception>
    public static RandomForest Fit(
        ReadOnlySpan<float> x,
        int columns,
        ReadOnlySpan<int> labels,
        int classes,
        RandomForestOptions? options = null,
        ReadOnlySpan<float> weights = default,
        IProgress<TreeProgress>? progress = null,
        CancellationToken cancellation = default) => FitPlaces(x, [], columns, labels, classes, options ?? new RandomForestOptions(), weights, progress, cancellation);

    /// <summary>As <see cref="Fit"/>, of the rows of <paramref name="x"/> at <paramref name="places"/> (empty for all), whose labels and weights are given.
    /// They are copied only where splits look at values and not at bins.</summary>
    internal static unsafe RandomForest FitPlaces(
        ReadOnlySpan<float> x, ReadOnlySpan<int> places, int columns, ReadOnlySpan<int> labels, int classes, RandomForestOptions chosen,
        ReadOnlySpan<float> weights, IProgress<TreeProgress>? progress, CancellationToken cancellation)
    {
        chosen.Validate();
        TreeRows.Validate(x, places, columns, labels, classes, weights);
        if (!places.IsEmpty && (chosen.Splits != ForestSplits.Histogram || chosen.OutOfBag))
        {
            x = TreeRows.Gather(x, columns, places);
            places = [];
        }
        double[] totals = TreeRows.ClassTotals(labels, classes, weights);
        int threads = Execution.Threads;
        fixed (float* px = x)
        fixed (int* pp = places)
        fixed (int* pl = labels)
        fixed (float* pw = weights)
        {
            BinnedMatrix? bins = chosen.Splits == ForestSplits.Histogram
                ? BinnedMatrix.Create(px, pp, labels.Length, columns, chosen.MaxBins, null, threads, cancellation)
                : null;
            var data = new ForestData((nint)px, labels.Length, columns, (nint)pl, classes, bins);
            float* rowWeights = pw;
            int weightCount = weights.Length;
            var trees = new PackedTree[chosen.Trees];
            double[][] importances = new double[chosen.Trees][];
            var samples = new ConcurrentBag<ForestSample>();
            var told = new Lock();
            int done = 0;
            try
            {
                ParallelLoop.Run(chosen.Trees, threads, tree =>
                {
                    ForestSample sample = samples.TryTake(out ForestSample? free) ? free : new ForestSample(data);
                    var random = DeterministicRandom.For(chosen.Seed, tree);
                    sample.Fill(ref random, chosen, new ReadOnlySpan<float>(rowWeights, weightCount), totals);
                    (GrownTree grown, importances[tree]) = ForestTreeGrower.Grow(chosen, sample, random);
                    trees[tree] = new PackedTree(grown, data.Columns, data.Lanes);
                    samples.Add(sample);
                    if (progress is null)
                        return;
                    lock (told)
                        progress.Report(new TreeProgress(++done, chosen.Trees, double.NaN));
                }, cancellation);
            }
            finally
            {
                foreach (ForestSample sample in samples)
                    sample.Dispose();
            }
            TreeEnsemble ensemble = TreeEnsemble.Of(trees, columns, data.Lanes, data.Lanes);
            return new RandomForest(ensemble, classes, Mean(importances, columns))
            {
                OutOfBag = chosen.OutOfBag ? OutOfBagPass.Run(ensemble, data, chosen, threads, cancellation) : null,
            };
        }
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
            Average(sums.AsSpan(row * Ensemble.Outputs, Ensemble.Outputs), Trees, probabilities.Slice(row * Classes, Classes));
        System.Buffers.ArrayPool<double>.Shared.Return(sums);
    }

    /// <summary>
    /// Exact Shapley values (TreeSHAP, path-dependent; Lundberg, Erion and Lee 2018): how much each feature moves the probability of a class.
    /// </summary>
    /// <param name="rows">[row, column]; NaN where missing.</param>
    /// <param name="contributions">[row, output, column + 1]. Of two classes there is one output, the probability of class 1; else one per class. The last value of an output is the forest's mean over its training rows; all values of an
    /// output sum to the predicted probability.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions, CancellationToken cancellation = default)
    {
        EnsemblePredictions.CountRows(Ensemble, rows, contributions.Length, Ensemble.Outputs * (Columns + 1));
        TreeShap.Run(Ensemble, rows, contributions, Execution.Threads, cancellation);
        for (int i = 0; i < contributions.Length; i++)
            contributions[i] /= Trees;
    }

    /// <summary>Writes the forest: <see cref="Load"/> reads it back with the same bits. <see cref="OutOfBag"/> is left out.</summary>
    /// <param name="stream">Written from its position on; stays open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        EnsembleFile.Write(stream, EnsembleKind.Forest, Classes, Ensemble, [], _importances);
    }

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">Read from its position on; stays open.</param>
    /// <exception cref="InvalidDataException">The bytes are no forest, or are damaged.</exception>
    public static RandomForest Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (TreeEnsemble ensemble, int classes, _, double[] importances) = EnsembleFile.Read(stream, EnsembleKind.Forest);
        return new RandomForest(ensemble, classes, importances);
    }

    /// <summary>Probabilities from sums over trees.</summary>
    internal static void Average(ReadOnlySpan<double> sums, int trees, Span<float> probabilities)
    {
        if (sums.Length == 1)
        {
            double positive = sums[0] / trees;
            probabilities[0] = (float)(1 - positive);
            probabilities[1] = (float)positive;
            return;
        }
        for (int k = 0; k < sums.Length; k++)
            probabilities[k] = (float)(sums[k] / trees);
    }

    private static double[] Mean(double[][] importances, int columns)
    {
        double[] mean = new double[columns];
        foreach (double[] tree in importances)
        {
            double total = tree.Sum();
            for (int j = 0; j < columns && total > 0; j++)
                mean[j] += tree[j] / total;
        }
        double sum = mean.Sum();
        return sum > 0 ? Array.ConvertAll(mean, value => value / sum) : mean;
    }
}
