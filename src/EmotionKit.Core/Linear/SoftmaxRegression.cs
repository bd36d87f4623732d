namespace EmotionKit.Linear;

/// <summary>
/// Multinomial logistic regression: probabilities are the softmax of one linear function of the features per class. Immutable and
/// thread-safe.
/// </summary>
public sealed class SoftmaxRegression
{
    /// <summary>The intercept of a class without training rows: its probability is exactly 0, and the number can be stored anywhere.</summary>
    internal const double AbsentClassIntercept = -1e30;

    private readonly double[] _weights;
    private readonly double[] _intercepts;

    /// <summary>A model of given weights.</summary>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="columns">Number of features, at least 1.</param>
    /// <param name="weights">[class, column], finite; copied.</param>
    /// <param name="intercepts">One per class, finite; copied.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite.</exception>
    public SoftmaxRegression(int classes, int columns, ReadOnlySpan<double> weights, ReadOnlySpan<double> intercepts)
    {
        Check.AtLeast(classes, 2);
        Check.AtLeast(columns, 1);
        Check.Length(weights.Length, checked(classes * columns), nameof(weights));
        Check.Length(intercepts.Length, classes, nameof(intercepts));
        foreach (double value in weights)
            Check.Finite(value, nameof(weights));
        foreach (double value in intercepts)
            Check.Finite(value, nameof(intercepts));
        Classes = classes;
        Columns = columns;
        _weights = weights.ToArray();
        _intercepts = intercepts.ToArray();
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of features.</summary>
    public int Columns { get; }

    /// <summary>[class, column], for features as they came (scaling is folded in).</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>One per class.</summary>
    public ReadOnlySpan<double> Intercepts => _intercepts;

    /// <summary>Iterations of the fit; 0 for a model made of given weights.</summary>
    public int Iterations { get; private init; }

    /// <summary>Whether the fit met its tolerance; true for a model made of given weights.</summary>
    public bool Converged { get; private init; } = true;

    /// <summary>The objective at the end of the fit, penalty included, per unit of row weight; NaN for a model made of given weights.</summary>
    public double Loss { get; private init; } = double.NaN;

    /// <summary>
    /// Fits by L-BFGS in double precision on <see cref="Execution.Threads"/> threads; by accelerated proximal gradient steps where there is an
    /// L1 penalty. The result has the same bits for any number of
    /// threads.
    /// </summary>
    /// <param name="x">Features, [row, column], finite.</param>
    /// <param name="columns">Features of a row.</param>
    /// <param name="labels">The class of each row, 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="classes">Number of classes, at least 2. A class without rows gets probability 0.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <param name="weights">A weight per row, finite and at least 0, or empty. Weight 2 counts as the row twice, 0 as no row.</param>
    /// <param name="progress">Told after each iteration, on the calling thread.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="ArgumentException">No rows, lengths that do not fit, a label out of range, a feature or weight that is not finite (row and
    /// column are named), or fewer than two classes with rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled; there is no partial model.</exception>
    public static unsafe SoftmaxRegression Fit(
        ReadOnlySpan<float> x,
        int columns,
        ReadOnlySpan<int> labels,
        int classes,
        SoftmaxRegressionOptions? options = null,
        ReadOnlySpan<float> weights = default,
        IProgress<OptimizerProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new SoftmaxRegressionOptions();
        options.Validate();
        TrainingRows.Validate(x, columns, labels, classes, weights);
        cancellation.ThrowIfCancellationRequested();

        TrainingRows rows = TrainingRows.Of(labels, classes, weights, options.ClassWeights);
        var scale = FeatureScale.Of(x, columns, weights);
        double l2 = rows.PresentClasses == 2 ? 2 * options.L2 : options.L2;
        double[] factor = new double[columns];
        double[] penalty = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            double deviation = scale.Deviation[j];
            // Without standardising the penalty is on the weights as they are; the change of variables only conditions the search.
            double divisor = options.Standardize ? deviation : Math.Sqrt(deviation * deviation + l2 / rows.TotalWeight);
            factor[j] = deviation > 0 ? 1 / divisor : 0;
            penalty[j] = options.Standardize ? l2 : l2 * factor[j] * factor[j];
        }

        fixed (float* px = x)
        fixed (int* packed = rows.PackedLabels)
        {
            var objective = new SoftmaxObjective(
                px, packed, columns, rows.PresentClasses, rows.RowWeights, scale.Mean, factor, penalty, Execution.Threads, cancellation);
            double[] parameters = new double[objective.Parameters];
            Lbfgs.Outcome outcome = options.L1 == 0
                ? new Lbfgs(parameters.Length, options.History).Minimize(
                    objective.Evaluate, parameters, options.Tolerance, options.MaxIterations, progress, cancellation)
                : ProximalGradient.Minimize(
                    objective.Evaluate, AbsolutePenalties(options, factor, rows), parameters, options.Tolerance, options.MaxIterations, progress, cancellation);
            double[] packedWeights = new double[rows.PresentClasses * columns];
            double[] packedIntercepts = new double[rows.PresentClasses];
            objective.Unscale(parameters, packedWeights, packedIntercepts);
            return Unpack(rows, classes, columns, packedWeights, packedIntercepts, outcome);
        }
    }

    /// <summary>The class probabilities of one row; they sum to 1.</summary>
    /// <param name="row">As many features as <see cref="Columns"/>. A value that is not finite gives NaN for every class.</param>
    /// <param name="probabilities">As many as <see cref="Classes"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Predict(ReadOnlySpan<float> row, Span<float> probabilities)
    {
        Check.Length(row.Length, Columns, nameof(row));
        Check.Length(probabilities.Length, Classes, nameof(probabilities));
        const int OnStack = 128;
        double[]? rented = Classes > OnStack ? System.Buffers.ArrayPool<double>.Shared.Rent(Classes) : null;
        Span<double> logits = rented is null ? stackalloc double[OnStack] : rented;
        logits = logits[..Classes];
        SoftmaxKernels.Logits(row, _weights, _intercepts, logits);
        SoftmaxKernels.Softmax(logits);
        for (int k = 0; k < logits.Length; k++)
            probabilities[k] = (float)logits[k];
        if (rented is not null)
            System.Buffers.ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>The L1 penalty of each scaled weight in the mean objective; intercepts have none.</summary>
    private static double[] AbsolutePenalties(SoftmaxRegressionOptions options, double[] factor, TrainingRows rows)
    {
        double total = rows.RowWeights.Sum();
        double[] l1 = new double[rows.PresentClasses * (factor.Length + 1)];
        for (int k = 0; k < rows.PresentClasses; k++)
        {
            for (int j = 0; j < factor.Length; j++)
                l1[k * factor.Length + j] = options.L1 * (options.Standardize ? 1 : factor[j]) / total;
        }
        return l1;
    }

    private static SoftmaxRegression Unpack(
        TrainingRows rows, int classes, int columns, double[] packedWeights, double[] packedIntercepts, Lbfgs.Outcome outcome)
    {
        double[] weights = new double[checked(classes * columns)];
        double[] intercepts = new double[classes];
        for (int k = 0; k < classes; k++)
        {
            int packed = rows.PackedClass[k];
            intercepts[k] = packed < 0 ? AbsentClassIntercept : packedIntercepts[packed];
            if (packed >= 0)
                packedWeights.AsSpan(packed * columns, columns).CopyTo(weights.AsSpan(k * columns));
        }
        return new SoftmaxRegression(classes, columns, weights, intercepts)
        {
            Iterations = outcome.Iterations,
            Converged = outcome.Converged,
            Loss = outcome.Value,
        };
    }
}
