using EmotionKit.Bundles;
using EmotionKit.Trees;

namespace EmotionKit.Trainers;

/// <summary>Scores rows with gradient boosted trees; see <c>ml.BinaryClassification.Trainers.GradientBoosting</c>.</summary>
public sealed class GradientBoostingTransformer : TreeTransformer
{
    internal const string Name = "GradientBoosting";

    private readonly GradientBoostingOptions _options;

    internal GradientBoostingTransformer(ClassificationTask task, string featureColumnName, GradientBoostingOptions options, GradientBoosting model, string[]? classNames)
        : base(task, featureColumnName, classNames)
    {
        _options = options;
        Model = model;
    }

    internal GradientBoostingTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<GradientBoostingOptions>();
        Model = LoadModel(reader, GradientBoosting.Load, model => model.Classes);
    }

    /// <summary>The trees.</summary>
    public GradientBoosting Model { get; }

    internal override string ComponentName => Name;

    internal override TreeEnsemble Ensemble => Model.Ensemble;

    internal override int Classes => Model.Classes;

    internal override void Save(ComponentWriter writer) => Save(writer, _options);

    internal override BinaryPrediction Predict(double sum) => BinaryPrediction.OfLogOdds(sum + Model.Bias[0]);

    internal override void Probabilities(Span<double> sums, Span<float> probabilities) => Model.Link(sums, probabilities);

    private protected override void SaveModel(Stream stream) => Model.Save(stream);
}
