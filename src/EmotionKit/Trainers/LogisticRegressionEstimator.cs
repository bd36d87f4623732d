using EmotionKit.Linear;
using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Trains multinomial logistic regression; see <c>ml.MulticlassClassification.Trainers.LogisticRegression</c>.</summary>
public sealed class LogisticRegressionEstimator : RowEstimator<LogisticRegressionTransformer>
{
    private readonly LogisticRegressionOptions _options;
    private readonly TrainingColumns _columns;
    private readonly IProgress<OptimizerProgress>? _progress;
    private readonly CancellationToken _cancellation;

    internal LogisticRegressionEstimator(
        LogisticRegressionOptions options, IProgress<OptimizerProgress>? progress, CancellationToken cancellation)
    {
        options.Validate();
        _options = options;
        _columns = new TrainingColumns(ComponentName, options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName);
        _progress = progress;
        _cancellation = cancellation;
    }

    internal override string ComponentName => LogisticRegressionTransformer.Name;

    /// <summary>Reads the rows once, in their order, and fits the weights.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or fewer than two classes have rows.</exception>
    /// <exception cref="RowException">A feature is not finite, or a weight is negative or not finite.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; there is no partial model.</exception>
    public override LogisticRegressionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = TrainingSet.Read(input, _columns, _cancellation);
        if (rows.Classes < 2)
            throw new ArgumentException($"{ComponentName}: column '{_options.LabelColumnName}': expected at least two classes, got {rows.Classes}.");
        SoftmaxRegression model = SoftmaxRegression.Fit(
            rows.Features, rows.Columns, rows.Labels, rows.Classes, _options.ToSoftmax(), rows.Weights, _progress, _cancellation);
        Coefficient[]? coefficients = _options.StandardErrors
            ? CoefficientTable.Compute(model, rows.Features, rows.Labels, _options.ToSoftmax(), rows.Weights, _cancellation)
            : null;
        return new LogisticRegressionTransformer(_options, model, rows.ClassNames, coefficients);
    }

    private protected override MappedColumn[] Promise(SchemaShape input) => _columns.Promise(input);
}
