using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>Scores rows with several models and averages what they say; see <c>Voting</c> and <c>Bagging</c> of the trainer catalogs.</summary>
public sealed class VotingTransformer : RowTransformer
{
    internal const string Name = "Voting";

    private readonly VotingOptions _options;
    private readonly MemberModel[] _members;
    private readonly double[] _shares;
    private readonly int _classes;
    private readonly string[]? _classNames;

    internal VotingTransformer(VotingOptions options, MemberModel[] members, int classes, string[]? classNames)
    {
        _options = options;
        _members = members;
        _classes = classes;
        _classNames = classNames;
        _shares = SharesOf(options, members.Length);
    }

    internal VotingTransformer(ComponentReader reader)
    {
        _options = reader.Options<VotingOptions>() with { FeatureColumnName = reader.Column(EnsembleEntries.FeaturesRole) };
        _options.Validate();
        (ClassificationTask task, _classes) = EnsembleEntries.LoadTask(reader);
        _members = EnsembleEntries.LoadMembers(reader, task, _classes);
        if (_options.Weights.Count > 0 && _options.Weights.Count != _members.Length)
            throw reader.Damaged($"has {_options.Weights.Count} weights of {_members.Length} models");
        _shares = SharesOf(_options, _members.Length);
        _classNames = EnsembleEntries.LoadNames(reader, _classes);
    }

    /// <summary>The models.</summary>
    public IReadOnlyList<ITransformer> Models => Array.ConvertAll(_members, m => m.Model);

    /// <summary>How votes are counted.</summary>
    public VotingOptions Options => _options;

    /// <summary>The column with the features.</summary>
    public string FeatureColumnName => _options.FeatureColumnName;

    internal override string ComponentName => Name;

    internal IReadOnlyList<double> Shares => _shares;

    internal ClassificationTask Task => _members[0].Task;

    internal IReadOnlyList<MemberModel> Members => _members;

    internal int Classes => _classes;

    internal IReadOnlyList<string>? ClassNames => _classNames;

    internal override void Save(ComponentWriter writer)
    {
        writer.Options(_options);
        EnsembleEntries.Save(writer, FeatureColumnName, _members[0].Task, _classes, _members, _classNames);
    }

    private static double[] SharesOf(VotingOptions options, int members)
    {
        double[] shares = options.Weights.Count > 0 ? [.. options.Weights] : Enumerable.Repeat(1.0, members).ToArray();
        double total = shares.Sum();
        return Array.ConvertAll(shares, s => s / total);
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column features = TrainingColumns.FindFeatures(schema, FeatureColumnName, Name, _members[0].Columns);
        return new KernelStage(
            Name, schema, [features.Index], () => new Kernel(this), ScoreColumns.Of(_members[0].Task, _classes, _classNames));
    }

    private sealed class Kernel(VotingTransformer model) : RowKernel
    {
        private readonly MemberModel.Session[] _members = Array.ConvertAll(model._members, m => m.Open());
        private readonly double[] _sums = new double[model._classes];
        private readonly DenseSpan<float> _dense = new();

        public override void Run(in RowCells cells)
        {
            ReadOnlySpan<float> row = _dense.Of(in cells.Input<VBuffer<float>>(0));
            if (model._members[0].Task == ClassificationTask.Binary)
                ScoreColumns.Write(cells, BinaryPrediction.OfProbability(Probability(row)));
            else
                Scores(row, in cells);
        }

        public override void Dispose()
        {
            foreach (MemberModel.Session session in _members)
                session.Dispose();
        }

        private double Probability(ReadOnlySpan<float> row)
        {
            double sum = 0;
            for (int m = 0; m < _members.Length; m++)
            {
                BinaryPrediction prediction = _members[m].Score(row);
                double vote = model._options.Kind == VotingKind.Soft || float.IsNaN(prediction.Probability)
                    ? prediction.Probability
                    : prediction.Label ? 1 : 0;
                sum += model._shares[m] * vote;
            }
            // Shares sum to 1 but for rounding.
            return Math.Min(sum, 1);
        }

        private void Scores(ReadOnlySpan<float> row, in RowCells cells)
        {
            Array.Clear(_sums);
            for (int m = 0; m < _members.Length; m++)
            {
                ReadOnlySpan<float> scores = _members[m].Scores(row);
                uint vote = model._options.Kind == VotingKind.Hard ? ScoreColumns.KeyOfHighest(scores) : 0;
                for (int k = 0; k < _sums.Length; k++)
                    _sums[k] += model._shares[m] * (vote == 0 ? scores[k] : vote == k + 1 ? 1 : 0);
            }
            Span<float> target = Vectors.Resize(ref cells.Output<VBuffer<float>>(1), _sums.Length);
            for (int k = 0; k < target.Length; k++)
                target[k] = (float)_sums[k];
            cells.Output<uint>(0) = ScoreColumns.KeyOfHighest(target);
        }
    }
}
