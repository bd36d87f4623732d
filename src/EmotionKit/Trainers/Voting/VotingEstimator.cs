using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Trains several models whose predictions are averaged; see <c>Voting</c> of the trainer catalogs.</summary>
public sealed class VotingEstimator : RowEstimator<VotingTransformer>, IMemberOwner
{
    private readonly IReadOnlyList<IEstimator<ITransformer>> _trainers;
    private readonly VotingOptions _options;
    private readonly TrainingColumns _columns;
    private readonly IProgress<EnsembleProgress>? _progress;
    private readonly CancellationToken _cancellation;

    internal VotingEstimator(
        ClassificationTask task, IEnumerable<IEstimator<ITransformer>> trainers, VotingOptions options, IProgress<EnsembleProgress>? progress,
        CancellationToken cancellation)
    {
        options.Validate();
        _trainers = MemberList.Of(trainers, ComponentName);
        if (options.Weights.Count > 0)
            Check.Length(options.Weights.Count, _trainers.Count, nameof(options.Weights));
        _options = options;
        _columns = new TrainingColumns(ComponentName, options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName) { Task = task };
        _progress = progress;
        _cancellation = cancellation;
    }

    internal override string ComponentName => VotingTransformer.Name;

    IEnumerable<IEstimator<ITransformer>> IMemberOwner.Members => _trainers;

    /// <summary>Reads the rows once and fits every trainer on all of them.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, only one class has rows, or a trainer's model cannot score the
    /// feature column alone.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; there is no partial model.</exception>
    public override VotingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = EnsembleRows.Read(input, _columns, _cancellation);
        DataViewSchema schema = MemberModel.SchemaOf(rows);
        var members = new MemberModel[_trainers.Count];
        var loop = new MemberTrainer(_trainers, rows, _progress, _cancellation);
        loop.Run(i => members[i] = OutOfFold.Fit(
            _trainers[i], rows.View(), schema, _columns.Task, $"{ComponentName}: trainer {i + 1} of {members.Length}"));
        return new VotingTransformer(_options, members, rows.Rows.Classes, rows.Rows.ClassNames);
    }

    private protected override MappedColumn[] Promise(SchemaShape input) => _columns.Promise(input);
}
