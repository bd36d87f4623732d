namespace EmotionKit.Neural;

/// <summary>How weights follow from gradients; as in PyTorch.</summary>
public enum OptimizerKind
{
    /// <summary>Adam (Kingma and Ba 2015); weight decay is added to the gradient.</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with momentum; weight decay is added to the gradient.</summary>
    Sgd,
}
