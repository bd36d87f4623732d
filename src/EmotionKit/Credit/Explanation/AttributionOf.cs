using EmotionKit.Trainers;
using Microsoft.ML;

namespace EmotionKit.Credit;

/// <summary>Finds out how a model's scores can be divided among its features.</summary>
internal static class AttributionOf
{
    /// <exception cref="ArgumentException">There is no way for this kind of model.</exception>
    public static Attribution Model(ITransformer model) => Unwrapped(model) switch
    {
        BinaryLogisticRegressionTransformer logistic => new LinearAttribution(logistic),
        TreeTransformer trees => new TreeAttribution(trees),
        StackingTransformer { Task: ClassificationTask.Binary } stack => new StackingAttribution(stack),
        CalibratedTransformer calibrated => new CalibratedAttribution(calibrated),
        VotingTransformer { Task: ClassificationTask.Binary } vote => new MeanAttribution(vote),
        var other => throw new ArgumentException(
            $"CreditExplainer: expected a model of two classes that is a random forest, gradient boosting, logistic regression, or a stack, soft vote or calibration of them, got {other.GetType().Name}."),
    };

    public static string FeatureColumn(ITransformer model) => Unwrapped(model) switch
    {
        BinaryLogisticRegressionTransformer logistic => logistic.FeatureColumnName,
        StackingTransformer stack => stack.FeatureColumnName,
        CalibratedTransformer calibrated => calibrated.FeatureColumnName,
        VotingTransformer vote => vote.FeatureColumnName,
        TreeTransformer trees => trees.FeatureColumnName,
        _ => throw new ArgumentException($"CreditExplainer: {model.GetType().Name} has no feature column."),
    };

    /// <summary>A chain of one is what is in it, as a loaded bundle's members are.</summary>
    public static ITransformer Unwrapped(ITransformer model)
    {
        while (model is IEnumerable<ITransformer> chain && chain.ToArray() is [var only])
            model = only;
        return model;
    }
}
