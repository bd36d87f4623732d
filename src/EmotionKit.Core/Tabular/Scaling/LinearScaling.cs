namespace EmotionKit.Tabular;

/// <summary>A linear map per column, computed in double precision: (x - centre) / scale. NaN stays NaN.</summary>
/// <remarks>What is learned equals scikit-learn's scalers, a scale of 0 counting as 1.</remarks>
internal sealed class LinearScaling
{
    private const double MachineEpsilon = 2.220446049250313e-16;

    private readonly double[] _center;
    private readonly double[] _scale;

    /// <exception cref="ArgumentException">The arrays differ in length, or a scale is 0 or not finite.</exception>
    public LinearScaling(double[] center, double[] scale)
    {
        Check.Length(scale.Length, center.Length, nameof(scale));
        for (int i = 0; i < center.Length; i++)
        {
            Check.Finite(center[i], nameof(center));
            Check.Finite(scale[i], nameof(scale));
            if (scale[i] == 0)
                throw new ArgumentException($"scale: expected numbers other than 0, got 0 in slot {i}.");
        }
        _center = center;
        _scale = scale;
    }

    public int Columns => _center.Length;

    public ReadOnlySpan<double> Center => _center;

    public ReadOnlySpan<double> Scale => _scale;

    /// <exception cref="ArgumentException">A column has no value.</exception>
    public static LinearScaling FitRobust(NumberMatrix data, ScaleRobustOptions options, int threads, CancellationToken cancellation = default) =>
        Fit(data, sorted => RobustOf(sorted, options), threads, cancellation);

    /// <exception cref="ArgumentException">A column has no value.</exception>
    public static LinearScaling FitStandard(NumberMatrix data, ScaleStandardOptions options, int threads, CancellationToken cancellation = default) =>
        Fit(data, sorted => StandardOf(sorted, options), threads, cancellation);

    /// <exception cref="ArgumentException">A column has no value.</exception>
    public static LinearScaling FitMinMax(NumberMatrix data, ScaleMinMaxOptions options, int threads, CancellationToken cancellation = default) =>
        Fit(data, sorted => MinMaxOf(sorted, options), threads, cancellation);

    /// <summary>Median and range of a column.</summary>
    /// <param name="sorted">Ascending, at least one, without NaN.</param>
    /// <param name="options">Which range.</param>
    public static (double Center, double Scale) RobustOf(ReadOnlySpan<double> sorted, ScaleRobustOptions options)
    {
        double center = options.Center ? Quantiles.Median(sorted) : 0;
        if (!options.Scale)
            return (center, 1);
        double scale = Quantiles.Of(sorted, options.UpperPercentile / 100) - Quantiles.Of(sorted, options.LowerPercentile / 100);
        scale = OrOne(scale);
        if (options.UnitVariance)
            scale /= NormalQuantile.Of(options.UpperPercentile / 100) - NormalQuantile.Of(options.LowerPercentile / 100);
        return (center, scale);
    }

    /// <summary>Mean and standard deviation (of the population) of a column.</summary>
    /// <inheritdoc cref="RobustOf"/>
    public static (double Center, double Scale) StandardOf(ReadOnlySpan<double> sorted, ScaleStandardOptions options)
    {
        double sum = 0;
        foreach (double value in sorted)
            sum += value;
        double mean = sum / sorted.Length;
        double squares = 0, rest = 0;
        foreach (double value in sorted)
        {
            double deviation = value - mean;
            squares += deviation * deviation;
            rest += deviation;
        }
        double variance = (squares - rest * rest / sorted.Length) / sorted.Length;
        // A column that only seems to vary, by the rounding of its mean, is constant: scikit-learn's bound.
        double rounding = sorted.Length * MachineEpsilon * variance + Math.Pow(sorted.Length * mean * MachineEpsilon, 2);
        double scale = options.Scale && variance > rounding ? OrOne(Math.Sqrt(variance)) : 1;
        return (options.Center ? mean : 0, scale);
    }

    /// <summary>Centre and scale that bring the smallest and the largest value of a column to the wanted ones.</summary>
    /// <inheritdoc cref="RobustOf"/>
    public static (double Center, double Scale) MinMaxOf(ReadOnlySpan<double> sorted, ScaleMinMaxOptions options)
    {
        double scale = OrOne(sorted[^1] - sorted[0]) / (options.Maximum - options.Minimum);
        return (sorted[0] - options.Minimum * scale, scale);
    }

    /// <param name="row">A value per column.</param>
    /// <param name="destination">The same length; may be the same memory.</param>
    public void Apply(ReadOnlySpan<float> row, Span<float> destination)
    {
        for (int i = 0; i < row.Length; i++)
            destination[i] = (float)((row[i] - _center[i]) / _scale[i]);
    }

    /// <inheritdoc cref="Apply(ReadOnlySpan{float}, Span{float})"/>
    public void Apply(ReadOnlySpan<double> row, Span<double> destination)
    {
        for (int i = 0; i < row.Length; i++)
            destination[i] = (row[i] - _center[i]) / _scale[i];
    }

    private delegate (double Center, double Scale) Learner(ReadOnlySpan<double> sorted);

    private static LinearScaling Fit(NumberMatrix data, Learner learn, int threads, CancellationToken cancellation)
    {
        double[] center = new double[data.Columns];
        double[] scale = new double[data.Columns];
        data.ForEachSorted((column, sorted) => (center[column], scale[column]) = learn(sorted.Span), threads, cancellation);
        return new LinearScaling(center, scale);
    }

    // As scikit-learn: what is nearly constant is not blown up.
    private static double OrOne(double scale) => scale < 10 * MachineEpsilon ? 1 : scale;
}
