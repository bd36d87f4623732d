namespace EmotionKit.Linear;

/// <summary>
/// Standard errors, z and p of a fitted logistic regression, from the observed information: the second derivatives of the log loss, and of
/// the L2 penalty where there is one, at the fitted coefficients (Agresti, Categorical Data Analysis, 2013, section 5.5).
/// </summary>
/// <remarks>Without penalty and class weights these are the numbers of R's <c>glm</c> and statsmodels' <c>Logit</c> and <c>MNLogit</c>. A penalty
/// shrinks coefficients and makes the errors smaller than the truth; with an L1 penalty they hold for the chosen features as if chosen beforehand.</remarks>
public static class CoefficientTable
{
    /// <summary>Coefficients at most, (classes - 1) * (columns + 1).</summary>
    public const int MaxCoefficients = 4000;

    /// <summary>Computes the table.</summary>
    /// <param name="model">A model of two or more classes.</param>
    /// <param name="x">The features that it was fitted on, [row, column], finite.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="options">The options that it was fitted with.</param>
    /// <param name="weights">The weights that it was fitted with, or empty.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>For each class from 1 its features and then its intercept.</returns>
    /// <exception cref="ArgumentException">Lengths do not fit, a value is not finite, a class has no rows, or there are more than
    /// <see cref="MaxCoefficients"/> coefficients.</exception>
    public static unsafe Coefficient[] Compute(
        SoftmaxRegression model,
        ReadOnlySpan<float> x,
        ReadOnlySpan<int> labels,
        SoftmaxRegressionOptions options,
        ReadOnlySpan<float> weights = default,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        int columns = model.Columns;
        int classes = model.Classes;
        int width = columns + 1;
        int count = checked((classes - 1) * width);
        if (count > MaxCoefficients)
            throw new ArgumentException($"model: expected at most {MaxCoefficients} coefficients for standard errors, got {count}; select features first.", nameof(model));
        TrainingRows.Validate(x, columns, labels, classes, weights);
        TrainingRows rows = TrainingRows.Of(labels, classes, weights, options.ClassWeights);
        if (rows.PresentClasses < classes)
            throw new ArgumentException($"labels: expected rows of all {classes} classes, got {rows.PresentClasses}.", nameof(labels));
        var scale = FeatureScale.Of(x, columns, weights);
        double[] factor = Array.ConvertAll(scale.Deviation, d => d > 0 ? 1 / d : 0);
        double[] values = Contrasts(model);
        double[] hessian = new double[count * count];
        fixed (float* px = x)
        fixed (int* packed = rows.PackedLabels)
        {
            var curvature = new LogisticCurvature(
                px, packed, columns, classes, rows.RowWeights, scale.Mean, factor, Execution.Threads, cancellation);
            curvature.Evaluate(Scaled(values, width, scale, factor), new double[count], hessian);
        }
        AddPenalty(hessian, classes, width, factor, options);
        return Table(values, hessian, width, scale, factor, Active(values, width, factor, options));
    }

    /// <summary>Class k minus class 0, intercept last, for k from 1.</summary>
    private static double[] Contrasts(SoftmaxRegression model)
    {
        int columns = model.Columns, width = columns + 1;
        double[] values = new double[(model.Classes - 1) * width];
        for (int k = 1; k < model.Classes; k++)
        {
            for (int j = 0; j < columns; j++)
                values[(k - 1) * width + j] = model.Weights[k * columns + j] - model.Weights[j];
            values[(k - 1) * width + columns] = model.Intercepts[k] - model.Intercepts[0];
        }
        return values;
    }

    private static double[] Scaled(double[] values, int width, FeatureScale scale, double[] factor)
    {
        double[] scaled = (double[])values.Clone();
        for (int start = 0; start < values.Length; start += width)
        {
            for (int j = 0; j < width - 1; j++)
            {
                scaled[start + j] = factor[j] > 0 ? values[start + j] / factor[j] : 0;
                scaled[start + width - 1] += values[start + j] * scale.Mean[j];
            }
        }
        return scaled;
    }

    /// <summary>The penalty on weights that sum to zero over the classes, in contrasts: the identity minus 1 / classes everywhere.</summary>
    private static void AddPenalty(double[] hessian, int classes, int width, double[] factor, SoftmaxRegressionOptions options)
    {
        int count = (classes - 1) * width;
        double l2 = classes == 2 ? 2 * options.L2 : options.L2;
        for (int k = 0; k < classes - 1; k++)
        {
            for (int l = 0; l <= k; l++)
            {
                for (int j = 0; j < width - 1; j++)
                {
                    double unit = options.Standardize ? 1 : factor[j];
                    hessian[(k * width + j) * count + l * width + j] += l2 * unit * unit * ((k == l ? 1.0 : 0.0) - 1.0 / classes);
                }
            }
        }
    }

    private static int[] Active(double[] values, int width, double[] factor, SoftmaxRegressionOptions options)
    {
        var active = new List<int>();
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % width;
            bool intercept = column == width - 1;
            if (intercept || (factor[column] > 0 && (options.L1 == 0 || values[i] != 0)))
                active.Add(i);
        }
        return [.. active];
    }

    private static Coefficient[] Table(double[] values, double[] hessian, int width, FeatureScale scale, double[] factor, int[] active)
    {
        int n = active.Length;
        double[] information = new double[n * n];
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b <= a; b++)
                information[a * n + b] = hessian[active[a] * values.Length + active[b]];
        }
        double[] errors = new double[values.Length];
        Array.Fill(errors, double.NaN);
        if (Cholesky.TryFactor(information, n))
        {
            double[] direction = new double[n];
            double[] solved = new double[n];
            for (int a = 0; a < n; a++)
            {
                Direction(direction, a, active, width, scale, factor);
                direction.CopyTo(solved, 0);
                Cholesky.Solve(information, n, solved);
                errors[active[a]] = Math.Sqrt(VectorMath.Dot(direction, solved));
            }
        }
        var table = new Coefficient[values.Length];
        for (int i = 0; i < table.Length; i++)
            table[i] = Row(i, width, values[i], errors[i]);
        return table;
    }

    /// <summary>The coefficient at a place of the table, of blocks of <paramref name="width"/> with the intercept last.</summary>
    internal static Coefficient Row(int index, int width, double value, double error)
    {
        double z = value / error;
        int column = index % width;
        return new Coefficient(index / width + 1, column == width - 1 ? -1 : column, value, error, z, NormalDistribution.TwoSidedP(z));
    }

    /// <summary>The unscaled coefficient as a linear function of the scaled ones.</summary>
    private static void Direction(double[] direction, int index, int[] active, int width, FeatureScale scale, double[] factor)
    {
        Array.Clear(direction);
        int own = active[index];
        if (own % width < width - 1)
        {
            direction[index] = factor[own % width];
            return;
        }
        for (int b = 0; b < active.Length; b++)
        {
            int other = active[b];
            if (other / width == own / width && other != own)
                direction[b] = -factor[other % width] * scale.Mean[other % width];
        }
        direction[index] = 1;
    }
}
