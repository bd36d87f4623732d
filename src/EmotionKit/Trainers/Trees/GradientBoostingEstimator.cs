using EmotionKit.Rows;
using EmotionKit.Trees;
using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Trains gradient boosted trees; see <c>ml.BinaryClassification.Trainers.GradientBoosting</c>.</summary>
public sealed class GradientBoostingEstimator : RowEstimator<GradientBoostingTransformer>
{
    private readonly GradientBoostingOptions _options;
    private readonly TrainingColumns _columns;
    private readonly IProgress<TreeProgress>? _progress;
    private readonly CancellationToken _cancellation;

    internal GradientBoostingEstimator(
        ClassificationTask task, GradientBoostingOptions options, string label, string features, string? weight, IProgress<TreeProgress>? progress,
        CancellationToken cancellation)
    {
        options.Validate();
        _options = options;
        _columns = TreeColumns.Of(ComponentName, task, label, features, weight);
        _progress = progress;
        _cancellation = cancellation;
    }

    internal override string ComponentName => GradientBoostingTransformer.Name;

    /// <summary>Reads the rows once, in their order, and grows the trees.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or fewer than two classes have rows.</exception>
    /// <exception cref="RowException">A feature is infinite, or a weight is negative or not finite.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; there is no partial model.</exception>
    public override GradientBoostingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        TrainingSet rows = TreeColumns.Read(input, _columns, _cancellation);
        // Not asked for afterwards, so that the rows need not live until then.
        string[]? classNames = rows.ClassNames;
        var model = GradientBoosting.FitPlaces(rows.Features, rows.Places, rows.Columns, rows.LabelArray, rows.Classes, _options, rows.Weights, _progress, _cancellation);
        return new GradientBoostingTransformer(_columns.Task, _columns.Features, _options, model, classNames);
    }

    private protected override MappedColumn[] Promise(SchemaShape input) => _columns.Promise(input);
}
