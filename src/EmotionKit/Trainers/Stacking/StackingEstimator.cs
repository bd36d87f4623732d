using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Trains base models, and a last one that learns what each of their predictions is worth; see <c>Stacking</c> of the trainer catalogs.</summary>
public sealed class StackingEstimator : RowEstimator<StackingTransformer>, IMemberOwner
{
    private readonly IReadOnlyList<IEstimator<ITransformer>> _trainers;
    private readonly IEstimator<ITransformer> _meta;
    private readonly StackingOptions _options;
    private readonly TrainingColumns _columns;
    private readonly IProgress<EnsembleProgress>? _progress;
    private readonly CancellationToken _cancellation;

    internal StackingEstimator(
        ClassificationTask task, IEnumerable<IEstimator<ITransformer>> trainers, IEstimator<ITransformer>? meta, StackingOptions options,
        IProgress<EnsembleProgress>? progress, CancellationToken cancellation)
    {
        options.Validate();
        _trainers = MemberList.Of(trainers, ComponentName);
        _options = options;
        _columns = new TrainingColumns(ComponentName, options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)
        {
            Task = task,
            Group = options.GroupColumnName,
        };
        _meta = meta ?? DefaultMeta(task, options, cancellation);
        _progress = progress;
        _cancellation = cancellation;
    }

    internal override string ComponentName => StackingTransformer.Name;

    IEnumerable<IEstimator<ITransformer>> IMemberOwner.Members => [.. _trainers, _meta];

    /// <summary>Reads the rows once; fits every base trainer on each fold's other folds and on all rows, and the last trainer on the out-of-fold predictions.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, a class has fewer rows (or groups) than there are folds, or a
    /// trainer's model cannot score the feature column alone.</exception>
    /// <exception cref="RowException">A feature is infinite, or a weight is negative or not finite.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; there is no partial model.</exception>
    public override StackingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = EnsembleRows.Read(input, _columns, _cancellation);
        int[] foldOfRow = rows.Folds(_options.Folds, _options.Seed);
        var features = new MetaFeatures(_trainers.Count, _columns.Task, rows.Rows.Classes, rows.Width, _options);
        float[] meta = new float[checked(rows.Count * features.Width)];
        MemberModel[] bases = OutOfFold.Run(
            rows, _trainers, foldOfRow, _options.Folds,
            (trainer, held, values, session) => features.Write(trainer, session, held, values, meta),
            _progress, _cancellation);
        if (_options.PassThrough)
        {
            for (int i = 0; i < rows.Count; i++)
                features.Pass(rows.Row(i), meta.AsSpan(i * features.Width, features.Width));
        }
        EnsembleRows metaRows = rows.WithFeatures(meta, features.Names(rows.Rows.ClassNames, rows.Rows.FeatureNames));
        MemberModel last = OutOfFold.Fit(_meta, metaRows.View(), MemberModel.SchemaOf(metaRows), _columns.Task, $"{ComponentName}: last trainer");
        return new StackingTransformer(_options, bases, last, features, rows.Rows.ClassNames);
    }

    private protected override MappedColumn[] Promise(SchemaShape input) => _columns.Promise(input);

    private static IEstimator<ITransformer> DefaultMeta(ClassificationTask task, StackingOptions options, CancellationToken cancellation)
    {
        var logistic = new LogisticRegressionOptions
        {
            LabelColumnName = options.LabelColumnName,
            FeatureColumnName = options.FeatureColumnName,
            ExampleWeightColumnName = options.ExampleWeightColumnName,
        };
        return task == ClassificationTask.Binary
            ? new BinaryLogisticRegressionEstimator(logistic, null, cancellation)
            : new LogisticRegressionEstimator(logistic, null, cancellation);
    }
}
