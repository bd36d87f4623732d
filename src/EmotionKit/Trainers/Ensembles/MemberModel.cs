using EmotionKit.Bundles;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>A fitted member of an ensemble, which sees one column of features and nothing else.</summary>
internal sealed class MemberModel
{
    private readonly DataViewSchema _schema;
    private readonly IRowToRowMapper _mapper;
    private readonly DataViewSchema.Column _score;
    private readonly DataViewSchema.Column? _probability;

    /// <exception cref="ArgumentException">The model is no row mapper, reads other columns, or has no Score column of the task's type.</exception>
    public MemberModel(ITransformer model, DataViewSchema schema, ClassificationTask task, string member)
    {
        Model = model;
        _schema = schema;
        Task = task;
        if (!model.IsRowToRowMapper)
            throw new ArgumentException($"{member}: expected a trainer whose model maps row to row, got {model.GetType().Name}.");
        DataViewSchema output;
        try
        {
            _mapper = model.GetRowToRowMapper(schema);
            output = _mapper.OutputSchema;
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{member}: its model cannot score the column '{schema[0].Name}' alone: {e.Message}", e);
        }
        _score = output.GetColumnOrNull(ScoreColumns.Score)
            ?? throw ColumnLookup.Missing(member, ScoreColumns.Score, "Single or Vector<Single>", output.Select(c => c.Name));
        bool fits = task == ClassificationTask.Binary
            ? _score.Type is NumberDataViewType && _score.Type.RawType == typeof(float)
            : _score.Type is VectorDataViewType { Size: > 0 } vector && vector.ItemType.RawType == typeof(float);
        if (!fits)
            throw ColumnLookup.WrongType(member, ScoreColumns.Score, task == ClassificationTask.Binary ? "Single" : "Vector<Single> of known size", TypeText.Of(_score.Type));
        if (task == ClassificationTask.Binary && output.GetColumnOrNull(ScoreColumns.Probability) is { } probability && probability.Type.RawType == typeof(float))
            _probability = probability;
    }

    public ITransformer Model { get; }

    /// <summary>The one column that the model scores by.</summary>
    public DataViewSchema Schema => _schema;

    public ClassificationTask Task { get; }

    /// <summary>Features of a row.</summary>
    public int Columns => ((VectorDataViewType)_schema[0].Type).Size;

    /// <summary>Scores of a row: classes, or 1 for a binary task.</summary>
    public int Outputs => _score.Type is VectorDataViewType vector ? vector.Size : 1;

    /// <summary>The one column that a model of <paramref name="rows"/> scores by.</summary>
    public static DataViewSchema SchemaOf(EnsembleRows rows)
    {
        var builder = new DataViewSchema.Builder();
        DataViewSchema.Column features = rows.Schema[0];
        builder.AddColumn(features.Name, features.Type, features.Annotations);
        return builder.ToSchema();
    }

    public static MemberModel Load(ComponentReader reader, string entry, ClassificationTask task)
    {
        ITransformer model = reader.ReadModel(entry, out DataViewSchema schema);
        if (schema.Count != 1 || schema[0].Type is not VectorDataViewType { Size: > 0 } vector || vector.ItemType.RawType != typeof(float))
            throw reader.Damaged($"entry '{entry}': expected a model that reads one vector of Single");
        return new MemberModel(model, schema, task, $"entry '{entry}'");
    }

    public void Save(ComponentWriter writer, string entry) => writer.Model(entry, Model, _schema);

    public Session Open() => new(this);

    /// <summary>Scores rows, one after the other; used by one thread at a time.</summary>
    internal sealed class Session : IDisposable
    {
        private readonly MemberRow _input;
        private readonly DataViewRow _row;
        private readonly ValueGetter<float>? _getScore;
        private readonly ValueGetter<float>? _getProbability;
        private readonly ValueGetter<VBuffer<float>>? _getScores;
        private readonly DenseSpan<float> _dense = new();
        private readonly IBlockScorer? _blocks;
        private readonly int _columns;
        private VBuffer<float> _scores;

        public Session(MemberModel member)
        {
            _input = new MemberRow(member._schema);
            _blocks = member.Model as IBlockScorer;
            _columns = member.Columns;
            DataViewSchema.Column[] wanted = member._probability is { } p ? [member._score, p] : [member._score];
            _row = member._mapper.GetRow(_input, wanted);
            if (member.Task == ClassificationTask.Binary)
                _getScore = _row.GetGetter<float>(member._score);
            else
                _getScores = _row.GetGetter<VBuffer<float>>(member._score);
            if (member._probability is { } probability)
                _getProbability = _row.GetGetter<float>(probability);
        }

        public bool HasProbability => _getProbability is not null;

        /// <summary>A binary score; what has no probability is taken for log-odds.</summary>
        public BinaryPrediction Score(ReadOnlySpan<float> features)
        {
            _input.Set(features);
            float score = 0, probability = 0;
            _getScore!(ref score);
            if (_getProbability is null)
                return BinaryPrediction.OfLogOdds(score);
            _getProbability(ref probability);
            return new BinaryPrediction(score, probability);
        }

        /// <summary>The scores of the classes; valid until the next row.</summary>
        public ReadOnlySpan<float> Scores(ReadOnlySpan<float> features)
        {
            _input.Set(features);
            _getScores!(ref _scores);
            return _dense.Of(in _scores);
        }

        /// <summary>Binary scores of rows, [row, column]; the same bits as one by one.</summary>
        public void Score(ReadOnlySpan<float> rows, Span<BinaryPrediction> predictions)
        {
            if (_blocks is not null)
            {
                _blocks.Score(rows, predictions);
                return;
            }
            for (int i = 0; i < predictions.Length; i++)
                predictions[i] = Score(rows.Slice(i * _columns, _columns));
        }

        /// <summary>The scores of the classes of rows, [row, class]; the same bits as one by one.</summary>
        public void Scores(ReadOnlySpan<float> rows, Span<float> scores)
        {
            if (_blocks is not null)
            {
                _blocks.Score(rows, scores);
                return;
            }
            int count = rows.Length / _columns, width = scores.Length / count;
            for (int i = 0; i < count; i++)
                Scores(rows.Slice(i * _columns, _columns))[..width].CopyTo(scores.Slice(i * width, width));
        }

        public void Dispose() => _row.Dispose();
    }
}
