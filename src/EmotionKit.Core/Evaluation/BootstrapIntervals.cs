namespace EmotionKit.Evaluation;

/// <summary>
/// Percentile bootstrap intervals (Efron 1979) of the measures of a classifier. Where rows come in groups, such as the clips of one speaker,
/// whole groups are drawn (cluster bootstrap), since rows of one group are no independent evidence.
/// </summary>
public sealed record BootstrapIntervals
{
    private BootstrapIntervals()
    {
    }

    /// <summary>Share of correct rows.</summary>
    public required ConfidenceInterval Accuracy { get; init; }

    /// <summary>Unweighted average recall.</summary>
    public required ConfidenceInterval Uar { get; init; }

    /// <summary>Mean F1 over the classes that occur.</summary>
    public required ConfidenceInterval MacroF1 { get; init; }

    /// <summary>Mean F1 weighted by the rows of each class.</summary>
    public required ConfidenceInterval WeightedF1 { get; init; }

    /// <summary>Cohen's kappa; NaN where it is not defined.</summary>
    public required ConfidenceInterval Kappa { get; init; }

    /// <summary>Matthews correlation coefficient.</summary>
    public required ConfidenceInterval Mcc { get; init; }

    /// <summary>Draws samples of the rows and measures each.</summary>
    /// <param name="truth">The true class of each row, 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="predicted">The predicted class of each row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="groups">The group of each row, to draw whole groups; null to draw rows.</param>
    /// <param name="options">How many samples, which level, which seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">No rows, lengths that differ, or a class out of range.</exception>
    public static BootstrapIntervals Compute(
        ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes, IReadOnlyList<string>? groups = null, BootstrapOptions? options = null)
    {
        options ??= new BootstrapOptions();
        options.Validate();
        var all = ClassificationMetrics.Compute(truth, predicted, classes);
        int[][] units = Units(truth.Length, groups);
        int[] t = truth.ToArray(), p = predicted.ToArray();
        var samples = new ClassificationMetrics[options.Resamples];
        ParallelLoop.Run(options.Resamples, Execution.Threads, i =>
        {
            var random = DeterministicRandom.For(options.Seed, i);
            var drawnTruth = new List<int>(t.Length);
            var drawnPredicted = new List<int>(t.Length);
            for (int u = 0; u < units.Length; u++)
            {
                foreach (int row in units[random.Next(units.Length)])
                {
                    drawnTruth.Add(t[row]);
                    drawnPredicted.Add(p[row]);
                }
            }
            samples[i] = ClassificationMetrics.Compute([.. drawnTruth], [.. drawnPredicted], classes);
        });
        ConfidenceInterval Of(Func<ClassificationMetrics, double> measure) => Interval(measure(all), [.. samples.Select(measure)], options.Level);
        return new BootstrapIntervals
        {
            Accuracy = Of(m => m.Accuracy),
            Uar = Of(m => m.Uar),
            MacroF1 = Of(m => m.MacroF1),
            WeightedF1 = Of(m => m.WeightedF1),
            Kappa = Of(m => m.Kappa),
            Mcc = Of(m => m.Mcc),
        };
    }

    /// <summary>The interval of a difference: of the measure of <paramref name="second"/> minus that of <paramref name="first"/> on the same rows,
    /// both measured on the same draws.</summary>
    /// <param name="truth">The true class of each row.</param>
    /// <param name="first">What one model predicted for each row.</param>
    /// <param name="second">What the other predicted.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="measure">What is compared, such as the UAR.</param>
    /// <param name="groups">The group of each row, to draw whole groups; null to draw rows.</param>
    /// <param name="options">How many samples, which level, which seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">No rows, lengths that differ, or a class out of range.</exception>
    public static ConfidenceInterval Difference(
        ReadOnlySpan<int> truth, ReadOnlySpan<int> first, ReadOnlySpan<int> second, int classes, Func<ClassificationMetrics, double> measure,
        IReadOnlyList<string>? groups = null, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        options ??= new BootstrapOptions();
        options.Validate();
        double difference = measure(ClassificationMetrics.Compute(truth, second, classes)) - measure(ClassificationMetrics.Compute(truth, first, classes));
        int[][] units = Units(truth.Length, groups);
        int[] t = truth.ToArray(), a = first.ToArray(), b = second.ToArray();
        double[] samples = new double[options.Resamples];
        ParallelLoop.Run(options.Resamples, Execution.Threads, i =>
        {
            var random = DeterministicRandom.For(options.Seed, i);
            var rows = new List<int>(t.Length);
            for (int u = 0; u < units.Length; u++)
                rows.AddRange(units[random.Next(units.Length)]);
            int[] drawn = [.. rows.Select(r => t[r])];
            samples[i] = measure(ClassificationMetrics.Compute(drawn, [.. rows.Select(r => b[r])], classes))
                - measure(ClassificationMetrics.Compute(drawn, [.. rows.Select(r => a[r])], classes));
        });
        return Interval(difference, samples, options.Level);
    }

    private static int[][] Units(int rows, IReadOnlyList<string>? groups)
    {
        if (groups is null)
            return [.. Enumerable.Range(0, rows).Select(i => new[] { i })];
        Check.Length(groups.Count, rows, nameof(groups));
        return [.. Enumerable.Range(0, rows).GroupBy(i => groups[i], StringComparer.Ordinal).Select(g => g.ToArray())];
    }

    private static ConfidenceInterval Interval(double value, double[] samples, double level)
    {
        double[] defined = [.. samples.Where(double.IsFinite).Order()];
        return defined.Length == 0
            ? new ConfidenceInterval(value, double.NaN, double.NaN)
            : new ConfidenceInterval(value, Quantile(defined, (1 - level) / 2), Quantile(defined, (1 + level) / 2));
    }

    /// <summary>Linear between order statistics, as NumPy's default.</summary>
    private static double Quantile(double[] sorted, double q)
    {
        double place = q * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
