using EmotionKit.Calibration;
using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Trains a model whose probabilities are calibrated; see <c>ml.BinaryClassification.Trainers.Calibrated</c>.</summary>
public sealed class CalibratedEstimator : RowEstimator<CalibratedTransformer>, IMemberOwner
{
    private readonly IEstimator<ITransformer> _trainer;
    private readonly CalibratedOptions _options;
    private readonly TrainingColumns _columns;
    private readonly IProgress<EnsembleProgress>? _progress;
    private readonly CancellationToken _cancellation;

    internal CalibratedEstimator(
        IEstimator<ITransformer> trainer, CalibratedOptions options, IProgress<EnsembleProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        options.Validate();
        _trainer = trainer;
        _options = options;
        _columns = new TrainingColumns(ComponentName, options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)
        {
            Task = ClassificationTask.Binary,
            Group = options.GroupColumnName,
        };
        _progress = progress;
        _cancellation = cancellation;
    }

    internal override string ComponentName => CalibratedTransformer.Name;

    IEnumerable<IEstimator<ITransformer>> IMemberOwner.Members => [_trainer];

    /// <summary>Reads the rows once; fits the trainer on each fold's other folds and on all rows, and the curve on the out-of-fold scores.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, a class has fewer rows (or groups) than there are folds, or the
    /// trainer's model cannot score the feature column alone.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; there is no partial model.</exception>
    public override CalibratedTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = EnsembleRows.Read(input, _columns, _cancellation);
        int[] foldOfRow = rows.Folds(_options.Folds, _options.Seed);
        double[] scores = new double[rows.Count];
        MemberModel[] models = OutOfFold.Run(
            rows, [_trainer], foldOfRow, _options.Folds,
            (_, held, values, session) => Write(scores, session, held, values),
            _progress, _cancellation);
        bool[] positive = new bool[rows.Count];
        for (int i = 0; i < positive.Length; i++)
            positive[i] = rows.Rows.Labels[i] == 1;
        var calibrator = Calibrator.Fit(_options.Method, scores, positive, rows.Rows.Weights);
        return new CalibratedTransformer(_options, models[0], calibrator);
    }

    private void Write(double[] scores, MemberModel.Session session, ReadOnlySpan<int> rows, ReadOnlySpan<float> values)
    {
        var predictions = new BinaryPrediction[rows.Length];
        session.Score(values, predictions);
        for (int i = 0; i < rows.Length; i++)
            scores[rows[i]] = CalibratedTransformer.Input(_options.Method, predictions[i], session.HasProbability);
    }

    private protected override MappedColumn[] Promise(SchemaShape input) => _columns.Promise(input);
}
