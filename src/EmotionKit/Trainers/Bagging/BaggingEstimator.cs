using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Trains one trainer on several draws of the rows; see <c>Bagging</c> of the trainer catalogs.</summary>
public sealed class BaggingEstimator : RowEstimator<VotingTransformer>, IMemberOwner
{
    private readonly IEstimator<ITransformer> _trainer;
    private readonly BaggingOptions _options;
    private readonly TrainingColumns _columns;
    private readonly IProgress<EnsembleProgress>? _progress;
    private readonly CancellationToken _cancellation;

    internal BaggingEstimator(
        ClassificationTask task, IEstimator<ITransformer> trainer, BaggingOptions options, IProgress<EnsembleProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        options.Validate();
        _trainer = trainer;
        _options = options;
        _columns = new TrainingColumns(ComponentName, options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName) { Task = task };
        _progress = progress;
        _cancellation = cancellation;
    }

    internal override string ComponentName => "Bagging";

    IEnumerable<IEstimator<ITransformer>> IMemberOwner.Members => [_trainer];

    /// <summary>Reads the rows once and fits the trainer on each draw. Every class keeps its share of each draw, so that no model misses one.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, only one class has rows, or the trainer's model cannot score the
    /// feature column alone.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; there is no partial model.</exception>
    public override VotingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = EnsembleRows.Read(input, _columns, _cancellation);
        DataViewSchema schema = MemberModel.SchemaOf(rows);
        int[][] byClass = RowsByClass(rows);
        var members = new MemberModel[_options.Models];
        var loop = new MemberTrainer([.. Enumerable.Repeat(_trainer, members.Length)], rows, _progress, _cancellation);
        loop.Run(i => members[i] = OutOfFold.Fit(
            _trainer, rows.View(Draw(byClass, i)), schema, _columns.Task, $"{ComponentName}: model {i + 1} of {members.Length}"));
        var voting = new VotingOptions
        {
            LabelColumnName = _options.LabelColumnName,
            FeatureColumnName = _options.FeatureColumnName,
            ExampleWeightColumnName = _options.ExampleWeightColumnName,
        };
        return new VotingTransformer(voting, members, rows.Rows.Classes, rows.Rows.ClassNames);
    }

    private protected override MappedColumn[] Promise(SchemaShape input) => _columns.Promise(input);

    private static int[][] RowsByClass(EnsembleRows rows)
    {
        var lists = new List<int>[rows.Rows.Classes];
        for (int i = 0; i < rows.Count; i++)
            (lists[rows.Rows.Labels[i]] ??= []).Add(i);
        return [.. lists.Where(list => list is not null).Select(list => list.ToArray())];
    }

    private int[] Draw(int[][] byClass, int model)
    {
        var random = DeterministicRandom.For(_options.Seed, model);
        var drawn = new List<int>();
        foreach (int[] all in byClass)
        {
            int wanted = Math.Max(1, (int)Math.Round(all.Length * _options.RowFraction));
            if (_options.Replacement)
            {
                for (int i = 0; i < wanted; i++)
                    drawn.Add(all[random.Next(all.Length)]);
                continue;
            }
            int[] shuffled = (int[])all.Clone();
            random.Shuffle<int>(shuffled);
            drawn.AddRange(shuffled.AsSpan(0, wanted));
        }
        // In source order: rows lie together in memory, and one class does not come before the other.
        drawn.Sort();
        return [.. drawn];
    }
}
