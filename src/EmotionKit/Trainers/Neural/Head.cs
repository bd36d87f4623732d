using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>The end of a classifying network.</summary>
internal static class Head
{
    /// <summary>A softmax over the classes, or the probability of the second of two.</summary>
    public static NetworkDefinition Classify(this NetworkNode x, ClassificationTask task, int classes) =>
        task == ClassificationTask.Binary ? x.Dense(1, name: "logit").Sigmoid().Build() : x.Dense(classes, name: "logits").Softmax().Build();

    /// <summary>Dropout where the rate is above 0.</summary>
    public static NetworkNode Drop(this NetworkNode x, double rate) => rate > 0 ? x.Dropout(rate) : x;
}
