using EmotionKit.Tests.Support;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>Trainers of trees.</summary>
internal static class TreeCases
{
    private static readonly RandomForestOptions Forest = new() { Trees = 9, MinSamplesLeaf = 1 };
    private static readonly GradientBoostingOptions Boosting = new() { Trees = 9, MinSamplesLeaf = 3 };

    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        Binary("RandomForest, binary", ml => ml.BinaryClassification.Trainers.RandomForest(Forest)),
        Binary("GradientBoosting, binary", ml => ml.BinaryClassification.Trainers.GradientBoosting(Boosting)),
        Multiclass("RandomForest", ml => ml.MulticlassClassification.Trainers.RandomForest(Forest)),
        Multiclass("GradientBoosting", ml => ml.MulticlassClassification.Trainers.GradientBoosting(Boosting)),
    ];

    private static ComponentCase<LearningCases.LabelledRow, ProbabilityOut> Binary(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Upstream = ml => ml.Transforms.Conversion.MapValueToKey("Label", "Number"),
        Inputs = ["Features"],
        Output = "Probability",
        Data = () => [.. LearningCases.LabelledRow.Some().Where(row => row.Number < 0)],
        Missing = LearningCases.LabelledRow.Missing,
        AcceptsMissing = true,
        Text = row => RowDump.Text(row.Probability),
    };

    private static ComponentCase<LearningCases.LabelledRow, LearningCases.ScoreOut> Multiclass(string name, Func<MLContext, IEstimator<ITransformer>> create) => new()
    {
        Name = name,
        Create = create,
        Upstream = ml => ml.Transforms.EncodeLabel("Label", "Class"),
        Inputs = ["Features"],
        Output = "Score",
        Data = LearningCases.LabelledRow.Some,
        Missing = LearningCases.LabelledRow.Missing,
        AcceptsMissing = true,
        Text = row => RowDump.Text(row.Score),
    };

    internal sealed class ProbabilityOut
    {
        public float Probability { get; set; }
    }
}
