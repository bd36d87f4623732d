namespace EmotionKit.Tabular;

/// <summary>Learns smallest and largest value of each number; see <c>ml.Transforms.ScaleMinMax</c>.</summary>
public sealed class ScaleMinMaxEstimator : NumbersEstimator<ScaleMinMaxTransformer>
{
    private readonly ScaleMinMaxOptions _options;

    internal ScaleMinMaxEstimator(string outputColumnName, string? inputColumnName, ScaleMinMaxOptions options, CancellationToken cancellation)
        : base(outputColumnName, inputColumnName, cancellation)
    {
        options.Validate();
        _options = options;
    }

    internal override string ComponentName => ScaleMinMaxTransformer.Name;

    private protected override ScaleMinMaxTransformer Learn(NumberMatrix data, CancellationToken cancellation) =>
        new(Output, Input, _options, LinearScaling.FitMinMax(data, _options, Execution.Threads, cancellation));
}
