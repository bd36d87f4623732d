namespace EmotionKit.Linear;

/// <summary>
/// Logistic regression of two classes: the log-odds of class 1 are a linear function of the features. Immutable and thread-safe.
/// </summary>
public sealed class BinaryLogistic
{
    /// <summary>Above this the matrix of second derivatives costs more than it saves.</summary>
    private const int MaxNewtonColumns = 1000;

    private readonly double[] _weights;

    /// <summary>A model of given weights.</summary>
    /// <param name="weights">One per column, at least one, finite; copied.</param>
    /// <param name="intercept">Finite.</param>
    /// <exception cref="ArgumentException">There are no weights, or a value is not finite.</exception>
    public BinaryLogistic(ReadOnlySpan<double> weights, double intercept)
    {
        Check.AtLeast(weights.Length, 1, nameof(weights));
        foreach (double value in weights)
            Check.Finite(value, nameof(weights));
        Check.Finite(intercept);
        _weights = weights.ToArray();
        Intercept = intercept;
    }

    /// <summary>Number of features.</summary>
    public int Columns => _weights.Length;

    /// <summary>One per column, for features as they came (scaling is folded in).</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The log-odds of a row of zeros.</summary>
    public double Intercept { get; }

    /// <summary>Iterations of the fit; 0 for a model made of given weights.</summary>
    public int Iterations { get; private init; }

    /// <summary>Whether the fit met its tolerance; true for a model made of given weights.</summary>
    public bool Converged { get; private init; } = true;

    /// <summary>
    /// Fits by Newton's method in double precision, with coordinate descent inside for an L1 penalty, on <see cref="Execution.Threads"/> threads;
    /// above 1000 columns by <see cref="SoftmaxRegression"/>. The result has the same bits for any number of threads.
    /// </summary>
    /// <param name="x">Features, [row, column], finite.</param>
    /// <param name="columns">Features of a row, at least 1.</param>
    /// <param name="labels">The class of each row, 0 or 1; both must occur with a weight above 0.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <param name="weights">A weight per row, finite and at least 0, or empty.</param>
    /// <param name="progress">Told after each iteration, on the calling thread.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="ArgumentException">No rows, one class, lengths that do not fit, a label out of range, or a value that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled; there is no partial model.</exception>
    public static unsafe BinaryLogistic Fit(
        ReadOnlySpan<float> x,
        int columns,
        ReadOnlySpan<int> labels,
        SoftmaxRegressionOptions? options = null,
        ReadOnlySpan<float> weights = default,
        IProgress<OptimizerProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new SoftmaxRegressionOptions();
        options.Validate();
        if (columns > MaxNewtonColumns)
            return OfSoftmax(SoftmaxRegression.Fit(x, columns, labels, 2, options, weights, progress, cancellation));
        TrainingRows.Validate(x, columns, labels, 2, weights);
        cancellation.ThrowIfCancellationRequested();

        TrainingRows rows = TrainingRows.Of(labels, 2, weights, options.ClassWeights);
        var scale = FeatureScale.Of(x, columns, weights);
        double[] factor = new double[columns];
        double[] l1 = new double[columns + 1];
        double[] l2 = new double[columns + 1];
        for (int j = 0; j < columns; j++)
        {
            factor[j] = scale.Deviation[j] > 0 ? 1 / scale.Deviation[j] : 0;
            double unit = options.Standardize ? 1 : factor[j];
            l1[j] = options.L1 * unit;
            l2[j] = options.L2 * unit * unit;
        }
        fixed (float* px = x)
        fixed (int* packed = rows.PackedLabels)
        {
            var curvature = new LogisticCurvature(px, packed, columns, 2, rows.RowWeights, scale.Mean, factor, Execution.Threads, cancellation);
            double[] point = new double[columns + 1];
            point[columns] = LogOddsOfClasses(rows);
            Lbfgs.Outcome outcome = new ProximalNewton(curvature, l2, l1, rows.RowWeights.Sum())
                .Minimize(point, options.Tolerance, options.MaxIterations, progress, cancellation);
            double[] unscaled = new double[columns];
            for (int j = 0; j < columns; j++)
                unscaled[j] = point[j] * factor[j];
            return new BinaryLogistic(unscaled, point[columns] - VectorMath.Dot(unscaled, scale.Mean))
            {
                Iterations = outcome.Iterations,
                Converged = outcome.Converged,
            };
        }
    }

    /// <summary>The log-odds of class 1.</summary>
    /// <param name="row">As many features as <see cref="Columns"/>. A value that is not finite gives NaN.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public double LogOdds(ReadOnlySpan<float> row)
    {
        Check.Length(row.Length, Columns, nameof(row));
        double score = SoftmaxKernels.OneLogit(row, _weights) + Intercept;
        return double.IsFinite(score) ? score : double.NaN;
    }

    /// <summary>The probability of class 1 for given log-odds.</summary>
    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>The same model as class probabilities of two classes.</summary>
    public SoftmaxRegression ToSoftmax()
    {
        double[] both = new double[2 * Columns];
        for (int j = 0; j < Columns; j++)
        {
            both[j] = -0.5 * _weights[j];
            both[Columns + j] = 0.5 * _weights[j];
        }
        return new SoftmaxRegression(2, Columns, both, [-0.5 * Intercept, 0.5 * Intercept]);
    }

    private static BinaryLogistic OfSoftmax(SoftmaxRegression model)
    {
        double[] difference = new double[model.Columns];
        for (int j = 0; j < difference.Length; j++)
            difference[j] = model.Weights[model.Columns + j] - model.Weights[j];
        return new BinaryLogistic(difference, model.Intercepts[1] - model.Intercepts[0])
        {
            Iterations = model.Iterations,
            Converged = model.Converged,
        };
    }

    private static double LogOddsOfClasses(TrainingRows rows)
    {
        double ones = 0, zeros = 0;
        for (int i = 0; i < rows.RowWeights.Length; i++)
        {
            if (rows.PackedLabels[i] == 1)
                ones += rows.RowWeights[i];
            else
                zeros += rows.RowWeights[i];
        }
        return Math.Log(ones / zeros);
    }
}
