using EmotionKit.Bundles;
using EmotionKit.Labels;
using EmotionKit.Linear;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>Scores rows with multinomial logistic regression; see <c>ml.MulticlassClassification.Trainers.LogisticRegression</c>.</summary>
public sealed class LogisticRegressionTransformer : RowTransformer
{
    internal const string Name = "LogisticRegression";

    private const string FeaturesRole = "features";
    private const string WeightsEntry = "weights.npy";
    private const string InterceptsEntry = "intercepts.npy";

    private readonly string[]? _classNames;
    private readonly LogisticRegressionOptions _options;

    internal LogisticRegressionTransformer(
        LogisticRegressionOptions options, SoftmaxRegression model, string[]? classNames, Coefficient[]? coefficients)
    {
        Coefficients = coefficients;
        _options = options;
        Model = model;
        _classNames = classNames;
    }

    internal LogisticRegressionTransformer(ComponentReader reader)
    {
        _options = reader.Options<LogisticRegressionOptions>() with { FeatureColumnName = reader.Column(FeaturesRole) };
        double[] intercepts = reader.Array(InterceptsEntry, -1).ToDoubles();
        var weights = reader.Array(WeightsEntry, intercepts.Length, -1);
        try
        {
            Model = new SoftmaxRegression(intercepts.Length, weights.Shape[1], weights.ToDoubles(), intercepts);
        }
        catch (ArgumentException e)
        {
            throw reader.Damaged(e.Message, e);
        }
        _classNames = NameList.IsIn(reader) ? NameList.Load(reader) : null;
        if (_classNames is not null && _classNames.Length != Model.Classes)
            throw reader.Damaged($"names {_classNames.Length} of {Model.Classes} classes");
        Coefficients = CoefficientEntry.Load(reader, Model.Classes - 1, Model.Columns);
    }

    /// <summary>The weights.</summary>
    public SoftmaxRegression Model { get; }

    /// <summary>Standard errors, z and p of each class against the first; null where they were not asked for.</summary>
    public IReadOnlyList<Coefficient>? Coefficients { get; }

    /// <summary>The classes in the order of the scores; null where the label had no names.</summary>
    public IReadOnlyList<string>? ClassNames => _classNames;

    /// <summary>The column with the features.</summary>
    public string FeatureColumnName => _options.FeatureColumnName;

    internal override string ComponentName => Name;

    internal override void Save(ComponentWriter writer)
    {
        writer.Column(FeaturesRole, FeatureColumnName);
        writer.Options(_options);
        writer.Array(WeightsEntry, Model.Weights, Model.Classes, Model.Columns);
        writer.Array(InterceptsEntry, Model.Intercepts, Model.Classes);
        if (_classNames is not null)
            NameList.Save(writer, _classNames);
        CoefficientEntry.Save(writer, Coefficients);
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column features = TrainingColumns.FindFeatures(schema, FeatureColumnName, Name, Model.Columns);
        return new KernelStage(Name, schema, [features.Index], () => new Kernel(Model), ScoreColumns.Of(ClassificationTask.Multiclass, Model.Classes, _classNames));
    }

    private sealed class Kernel(SoftmaxRegression model) : RowKernel
    {
        private readonly DenseSpan<float> _dense = new();

        public override void Run(in RowCells cells)
        {
            ReadOnlySpan<float> row = _dense.Of(in cells.Input<VBuffer<float>>(0));
            Span<float> scores = Vectors.Resize(ref cells.Output<VBuffer<float>>(1), model.Classes);
            model.Predict(row, scores);
            cells.Output<uint>(0) = ScoreColumns.KeyOfHighest(scores);
        }
    }
}
