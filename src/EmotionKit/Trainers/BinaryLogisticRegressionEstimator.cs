using EmotionKit.Linear;
using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Trains logistic regression of two classes; see <c>ml.BinaryClassification.Trainers.LogisticRegression</c>.</summary>
public sealed class BinaryLogisticRegressionEstimator : RowEstimator<BinaryLogisticRegressionTransformer>
{
    private readonly LogisticRegressionOptions _options;
    private readonly TrainingColumns _columns;
    private readonly IProgress<OptimizerProgress>? _progress;
    private readonly CancellationToken _cancellation;

    internal BinaryLogisticRegressionEstimator(
        LogisticRegressionOptions options, IProgress<OptimizerProgress>? progress, CancellationToken cancellation)
    {
        options.Validate();
        _options = options;
        _columns = new TrainingColumns(ComponentName, options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)
        {
            Task = ClassificationTask.Binary,
        };
        _progress = progress;
        _cancellation = cancellation;
    }

    internal override string ComponentName => "LogisticRegression";

    /// <summary>Reads the rows once, in their order, and fits the weights.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or only one class has rows.</exception>
    /// <exception cref="RowException">A feature is not finite, or a weight is negative or not finite.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; there is no partial model.</exception>
    public override BinaryLogisticRegressionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = TrainingSet.Read(input, _columns, _cancellation);
        SoftmaxRegressionOptions options = _options.ToSoftmax();
        var model = BinaryLogistic.Fit(rows.Features, rows.Columns, rows.Labels, options, rows.Weights, _progress, _cancellation);
        Coefficient[]? coefficients = _options.StandardErrors
            ? CoefficientTable.Compute(model.ToSoftmax(), rows.Features, rows.Labels, options, rows.Weights, _cancellation)
            : null;
        double[] means = FeatureScale.Of(rows.Features, rows.Columns, rows.Weights).Mean;
        return new BinaryLogisticRegressionTransformer(_options, model, means, coefficients);
    }

    private protected override MappedColumn[] Promise(SchemaShape input) => _columns.Promise(input);
}
