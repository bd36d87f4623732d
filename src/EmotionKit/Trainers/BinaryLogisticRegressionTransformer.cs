using EmotionKit.Bundles;
using EmotionKit.Linear;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>Scores rows with logistic regression of two classes; see <c>ml.BinaryClassification.Trainers.LogisticRegression</c>.</summary>
public sealed class BinaryLogisticRegressionTransformer : RowTransformer
{
    internal const string Name = "BinaryLogisticRegression";

    private const string FeaturesRole = "features";
    private const string WeightsEntry = "weights.npy";
    private const string InterceptEntry = "intercept.npy";
    private const string MeansEntry = "means.npy";

    private readonly LogisticRegressionOptions _options;

    internal BinaryLogisticRegressionTransformer(
        LogisticRegressionOptions options, BinaryLogistic model, double[] featureMeans, Coefficient[]? coefficients)
    {
        FeatureMeans = featureMeans;
        _options = options;
        Model = model;
        Coefficients = coefficients;
    }

    internal BinaryLogisticRegressionTransformer(ComponentReader reader)
    {
        _options = reader.Options<LogisticRegressionOptions>() with { FeatureColumnName = reader.Column(FeaturesRole) };
        Model = new BinaryLogistic(reader.Array(WeightsEntry, -1).ToDoubles(), reader.Array(InterceptEntry, 1).ToDoubles()[0]);
        FeatureMeans = reader.Array(MeansEntry, Model.Columns).ToDoubles();
        Coefficients = CoefficientEntry.Load(reader, 1, Model.Columns);
    }

    /// <summary>The weights.</summary>
    public BinaryLogistic Model { get; }

    /// <summary>The mean of each feature over the training rows, weights counted: what contributions to a score are measured from.</summary>
    public IReadOnlyList<double> FeatureMeans { get; }

    /// <summary>Standard errors, z and p; null where they were not asked for.</summary>
    public IReadOnlyList<Coefficient>? Coefficients { get; }

    /// <summary>The column with the features.</summary>
    public string FeatureColumnName => _options.FeatureColumnName;

    internal override string ComponentName => Name;

    internal override void Save(ComponentWriter writer)
    {
        writer.Column(FeaturesRole, FeatureColumnName);
        writer.Options(_options);
        writer.Array(WeightsEntry, Model.Weights, Model.Columns);
        writer.Array(InterceptEntry, [Model.Intercept], 1);
        writer.Array(MeansEntry, [.. FeatureMeans], Model.Columns);
        CoefficientEntry.Save(writer, Coefficients);
    }

    private protected override RowStage Bind(DataViewSchema schema)
    {
        DataViewSchema.Column features = TrainingColumns.FindFeatures(schema, FeatureColumnName, Name, Model.Columns);
        return new KernelStage(
            Name, schema, [features.Index], () => new Kernel(Model), ScoreColumns.Of(ClassificationTask.Binary, 2, null));
    }

    private sealed class Kernel(BinaryLogistic model) : RowKernel
    {
        private readonly DenseSpan<float> _dense = new();

        public override void Run(in RowCells cells)
        {
            double logOdds = model.LogOdds(_dense.Of(in cells.Input<VBuffer<float>>(0)));
            ScoreColumns.Write(cells, BinaryPrediction.OfLogOdds(logOdds));
        }
    }
}
