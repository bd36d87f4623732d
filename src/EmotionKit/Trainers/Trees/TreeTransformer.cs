using System.Buffers;
using EmotionKit.Bundles;
using EmotionKit.Labels;
using EmotionKit.Rows;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>Scores rows with an ensemble of trees. Not meant to be derived from outside EmotionKit.</summary>
public abstract class TreeTransformer : BatchTransformer, IBlockScorer
{
    private const string FeaturesRole = "features";
    private const string ModelEntry = "model.trees";
    private const string BinaryNumber = "binary";

    private readonly string[]? _classNames;

    private protected TreeTransformer(ClassificationTask task, string featureColumnName, string[]? classNames)
    {
        Task = task;
        FeatureColumnName = featureColumnName;
        _classNames = classNames;
    }

    private protected TreeTransformer(ComponentReader reader)
    {
        FeatureColumnName = reader.Column(FeaturesRole);
        Task = reader.OptionalNumber(BinaryNumber) == 1 ? ClassificationTask.Binary : ClassificationTask.Multiclass;
        _classNames = NameList.IsIn(reader) ? NameList.Load(reader) : null;
    }

    /// <summary>The classes in the order of the scores; null where the label had no names.</summary>
    public IReadOnlyList<string>? ClassNames => _classNames;

    /// <summary>The column with the features.</summary>
    public string FeatureColumnName { get; }

    internal ClassificationTask Task { get; }

    internal abstract TreeEnsemble Ensemble { get; }

    internal abstract int Classes { get; }

    /// <summary>From the sums over trees; they may be overwritten.</summary>
    internal abstract void Probabilities(Span<double> sums, Span<float> probabilities);

    /// <summary>Of two classes, from the sum over trees.</summary>
    internal abstract BinaryPrediction Predict(double sum);

    void IBlockScorer.Score(ReadOnlySpan<float> rows, Span<BinaryPrediction> predictions)
    {
        double[] sums = EnsemblePredictions.Sum(Ensemble, rows, predictions.Length);
        for (int i = 0; i < predictions.Length; i++)
            predictions[i] = Predict(sums[i]);
        ArrayPool<double>.Shared.Return(sums);
    }

    void IBlockScorer.Score(ReadOnlySpan<float> rows, Span<float> scores)
    {
        int count = scores.Length / Classes, outputs = Ensemble.Outputs;
        double[] sums = EnsemblePredictions.Sum(Ensemble, rows, count);
        for (int i = 0; i < count; i++)
            Probabilities(sums.AsSpan(i * outputs, outputs), scores.Slice(i * Classes, Classes));
        ArrayPool<double>.Shared.Return(sums);
    }

    private protected abstract void SaveModel(Stream stream);

    private protected void Save<TOptions>(ComponentWriter writer, TOptions options)
        where TOptions : notnull
    {
        writer.Column(FeaturesRole, FeatureColumnName);
        writer.Options(options);
        writer.Number(BinaryNumber, Task == ClassificationTask.Binary ? 1 : 0);
        writer.Entry(ModelEntry, SaveModel);
        if (_classNames is not null)
            NameList.Save(writer, _classNames);
    }

    /// <exception cref="BundleFormatException">The entry is no such model, or does not fit the component.</exception>
    private protected T LoadModel<T>(ComponentReader reader, Func<Stream, T> load, Func<T, int> classes)
    {
        T model;
        try
        {
            model = load(new MemoryStream(reader.Entry(ModelEntry), writable: false));
        }
        catch (InvalidDataException e)
        {
            throw reader.Damaged(e.Message, e);
        }
        if (_classNames is not null && _classNames.Length != classes(model))
            throw reader.Damaged($"names {_classNames.Length} of {classes(model)} classes");
        if (Task == ClassificationTask.Binary && classes(model) != 2)
            throw reader.Damaged($"has {classes(model)} classes, where two are expected");
        return model;
    }

    private protected sealed override BatchStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column features = TrainingColumns.FindFeatures(schema, FeatureColumnName, ComponentName, Ensemble.Columns);
        return new Stage(this, schema, features.Index);
    }

    private sealed class Stage(TreeTransformer owner, DataViewSchema schema, int features)
        : BatchStage(owner.ComponentName, schema, [features], ScoreColumns.Of(owner.Task, owner.Classes, owner._classNames))
    {
        // Every batch reads all trees once: the more rows share that, the less it costs each.
        public override int BatchSize { get; } = EnsembleScorer.BlockRows(owner.Ensemble);

        public override BatchKernel CreateBatchKernel() => new Kernel(owner, BatchSize);
    }

    private sealed class Kernel(TreeTransformer owner, int batchSize) : BatchKernel
    {
        private readonly DenseSpan<float> _dense = new();
        private readonly int _columns = owner.Ensemble.Columns;
        private readonly int _outputs = owner.Ensemble.Outputs;
        private float[] _rows = [];
        private double[] _sums = [];

        public override unsafe void Run(in BatchCells batch)
        {
            // Mappers score one row, which needs no memory for many.
            int capacity = batch.Count == 1 ? 1 : batchSize;
            if (_rows.Length < capacity * _columns)
            {
                _rows = new float[capacity * _columns];
                _sums = new double[capacity * _outputs];
            }
            for (int i = 0; i < batch.Count; i++)
                _dense.Of(in batch.Input<VBuffer<float>>(i, 0)).CopyTo(_rows.AsSpan(i * _columns));
            Array.Clear(_sums);
            fixed (float* rows = _rows)
            fixed (double* sums = _sums)
                EnsembleScorer.AddBlock(owner.Ensemble, rows, batch.Count, sums);
            for (int i = 0; i < batch.Count; i++)
            {
                if (owner.Task == ClassificationTask.Binary)
                    Write(in batch, i, owner.Predict(_sums[i]));
                else
                    Write(in batch, i, _sums.AsSpan(i * _outputs, _outputs));
            }
        }

        private static void Write(in BatchCells batch, int row, BinaryPrediction prediction)
        {
            if (batch.IsAsked(0))
                batch.Output<bool>(row, 0) = prediction.Label;
            if (batch.IsAsked(1))
                batch.Output<float>(row, 1) = prediction.Score;
            if (batch.IsAsked(2))
                batch.Output<float>(row, 2) = prediction.Probability;
        }

        private void Write(in BatchCells batch, int row, Span<double> sums)
        {
            VBuffer<float> own = default;
            bool isAsked = batch.IsAsked(1);
            Span<float> scores = Vectors.Resize(ref isAsked ? ref batch.Output<VBuffer<float>>(row, 1) : ref own, owner.Classes);
            owner.Probabilities(sums, scores);
            if (batch.IsAsked(0))
                batch.Output<uint>(row, 0) = ScoreColumns.KeyOfHighest(scores);
        }
    }
}
