namespace EmotionKit.Tabular;

/// <summary>Learns the bounds of each number; see <c>ml.Transforms.ClipOutliers</c>.</summary>
public sealed class ClipOutliersEstimator : NumbersEstimator<ClipOutliersTransformer>
{
    private readonly ClipOutliersOptions _options;

    internal ClipOutliersEstimator(string outputColumnName, string? inputColumnName, ClipOutliersOptions options, CancellationToken cancellation)
        : base(outputColumnName, inputColumnName, cancellation)
    {
        options.Validate();
        _options = options;
    }

    internal override string ComponentName => ClipOutliersTransformer.Name;

    private protected override ClipOutliersTransformer Learn(NumberMatrix data, CancellationToken cancellation)
    {
        float[] lower = new float[data.Columns];
        float[] upper = new float[data.Columns];
        data.ForEachSorted(
            (column, sorted) =>
            {
                (double low, double high) = _options.BoundsOf(sorted.Span);
                lower[column] = (float)low;
                upper[column] = (float)high;
            },
            Execution.Threads,
            cancellation);
        return new ClipOutliersTransformer(Output, Input, _options, lower, upper);
    }
}
