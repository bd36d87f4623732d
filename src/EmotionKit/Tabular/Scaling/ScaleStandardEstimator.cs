namespace EmotionKit.Tabular;

/// <summary>Learns mean and standard deviation of each number; see <c>ml.Transforms.ScaleStandard</c>.</summary>
public sealed class ScaleStandardEstimator : NumbersEstimator<ScaleStandardTransformer>
{
    private readonly ScaleStandardOptions _options;

    internal ScaleStandardEstimator(string outputColumnName, string? inputColumnName, ScaleStandardOptions options, CancellationToken cancellation)
        : base(outputColumnName, inputColumnName, cancellation)
    {
        options.Validate();
        _options = options;
    }

    internal override string ComponentName => ScaleStandardTransformer.Name;

    private protected override ScaleStandardTransformer Learn(NumberMatrix data, CancellationToken cancellation) =>
        new(Output, Input, _options, LinearScaling.FitStandard(data, _options, Execution.Threads, cancellation));
}
