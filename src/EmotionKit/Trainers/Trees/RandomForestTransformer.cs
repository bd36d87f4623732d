using EmotionKit.Bundles;
using EmotionKit.Trees;

namespace EmotionKit.Trainers;

/// <summary>Scores rows with a random forest; see <c>ml.BinaryClassification.Trainers.RandomForest</c>.</summary>
public sealed class RandomForestTransformer : TreeTransformer
{
    internal const string Name = "RandomForest";

    private readonly RandomForestOptions _options;

    internal RandomForestTransformer(ClassificationTask task, string featureColumnName, RandomForestOptions options, RandomForest model, string[]? classNames)
        : base(task, featureColumnName, classNames)
    {
        _options = options;
        Model = model;
    }

    internal RandomForestTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<RandomForestOptions>();
        Model = LoadModel(reader, RandomForest.Load, model => model.Classes);
    }

    /// <summary>The trees.</summary>
    public RandomForest Model { get; }

    internal override string ComponentName => Name;

    internal override TreeEnsemble Ensemble => Model.Ensemble;

    internal override int Classes => Model.Classes;

    internal override void Save(ComponentWriter writer) => Save(writer, _options);

    internal override BinaryPrediction Predict(double sum) => BinaryPrediction.OfProbability(sum / Model.Trees);

    internal override void Probabilities(Span<double> sums, Span<float> probabilities) => RandomForest.Average(sums, Model.Trees, probabilities);

    private protected override void SaveModel(Stream stream) => Model.Save(stream);
}
