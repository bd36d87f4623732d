using EmotionKit.Bundles;
using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>Scores rows with base models and with one that weighs their predictions; see <c>Stacking</c> of the trainer catalogs.</summary>
public sealed class StackingTransformer : RowTransformer
{
    internal const string Name = "Stacking";

    private readonly StackingOptions _options;
    private readonly MemberModel[] _bases;
    private readonly MemberModel _meta;
    private readonly MetaFeatures _features;
    private readonly string[]? _classNames;

    internal StackingTransformer(StackingOptions options, MemberModel[] bases, MemberModel meta, MetaFeatures features, string[]? classNames)
    {
        _options = options;
        _bases = bases;
        _meta = meta;
        _features = features;
        _classNames = classNames;
    }

    internal StackingTransformer(ComponentReader reader)
    {
        _options = reader.Options<StackingOptions>() with { FeatureColumnName = reader.Column(EnsembleEntries.FeaturesRole) };
        _options.Validate();
        (ClassificationTask task, int classes) = EnsembleEntries.LoadTask(reader);
        _bases = EnsembleEntries.LoadMembers(reader, task, classes);
        _features = new MetaFeatures(_bases.Length, task, classes, _bases[0].Columns, _options);
        _meta = MemberModel.Load(reader, EnsembleEntries.MetaEntry, task);
        if (_meta.Columns != _features.Width)
            throw reader.Damaged($"has a last model of {_meta.Columns} features, where the base models give {_features.Width}");
        _classNames = EnsembleEntries.LoadNames(reader, classes);
    }

    /// <summary>The base models, fitted on all rows.</summary>
    public IReadOnlyList<ITransformer> BaseModels => Array.ConvertAll(_bases, b => b.Model);

    /// <summary>The model that weighs their predictions.</summary>
    public ITransformer MetaModel => _meta.Model;

    /// <summary>How it was trained.</summary>
    public StackingOptions Options => _options;

    /// <summary>The column with the features.</summary>
    public string FeatureColumnName => _options.FeatureColumnName;

    internal override string ComponentName => Name;

    internal ClassificationTask Task => _meta.Task;

    internal IReadOnlyList<MemberModel> Bases => _bases;

    internal MemberModel Meta => _meta;

    internal int Classes => _features.Classes;

    internal IReadOnlyList<string>? ClassNames => _classNames;

    internal override void Save(ComponentWriter writer)
    {
        writer.Options(_options);
        EnsembleEntries.Save(writer, FeatureColumnName, _meta.Task, _features.Classes, _bases, _classNames);
        _meta.Save(writer, EnsembleEntries.MetaEntry);
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column features = TrainingColumns.FindFeatures(schema, FeatureColumnName, Name, _bases[0].Columns);
        return new KernelStage(
            Name, schema, [features.Index], () => new Kernel(this), ScoreColumns.Of(_meta.Task, _features.Classes, _classNames));
    }

    private sealed class Kernel(StackingTransformer model) : RowKernel
    {
        private readonly MemberModel.Session[] _bases = Array.ConvertAll(model._bases, b => b.Open());
        private readonly MemberModel.Session _meta = model._meta.Open();
        private readonly float[] _row = new float[model._features.Width];
        private readonly DenseSpan<float> _dense = new();

        public override void Run(in RowCells cells)
        {
            ReadOnlySpan<float> row = _dense.Of(in cells.Input<VBuffer<float>>(0));
            for (int b = 0; b < _bases.Length; b++)
                model._features.Write(b, _bases[b], row, _row);
            if (model._options.PassThrough)
                model._features.Pass(row, _row);
            if (model._meta.Task == ClassificationTask.Binary)
            {
                ScoreColumns.Write(cells, _meta.Score(_row));
                return;
            }
            Span<float> scores = Vectors.Resize(ref cells.Output<VBuffer<float>>(1), model._features.Classes);
            _meta.Scores(_row).CopyTo(scores);
            cells.Output<uint>(0) = ScoreColumns.KeyOfHighest(scores);
        }

        public override void Dispose()
        {
            foreach (MemberModel.Session session in _bases)
                session.Dispose();
            _meta.Dispose();
        }
    }
}
