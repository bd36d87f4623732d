namespace EmotionKit.Onnx;

/// <summary>What is done to the values of a model's first output.</summary>
public enum OnnxPostProcess
{
    /// <summary>Nothing: they are probabilities already, or not meant to be.</summary>
    None,

    /// <summary>Softmax over the last dimension: logits of classes of which one is right become probabilities that sum to 1.</summary>
    Softmax,

    /// <summary>The logistic function of every value: logits of independent yes-or-no answers become probabilities.</summary>
    Sigmoid,
}
