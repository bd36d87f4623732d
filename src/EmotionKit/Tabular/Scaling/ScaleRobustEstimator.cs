namespace EmotionKit.Tabular;

/// <summary>Learns median and range of each number; see <c>ml.Transforms.ScaleRobust</c>.</summary>
public sealed class ScaleRobustEstimator : NumbersEstimator<ScaleRobustTransformer>
{
    private readonly ScaleRobustOptions _options;

    internal ScaleRobustEstimator(string outputColumnName, string? inputColumnName, ScaleRobustOptions options, CancellationToken cancellation)
        : base(outputColumnName, inputColumnName, cancellation)
    {
        options.Validate();
        _options = options;
    }

    internal override string ComponentName => ScaleRobustTransformer.Name;

    private protected override ScaleRobustTransformer Learn(NumberMatrix data, CancellationToken cancellation) =>
        new(Output, Input, _options, LinearScaling.FitRobust(data, _options, Execution.Threads, cancellation));
}
