using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>A layer that applies an activation as it stores its output.</summary>
internal interface IFusesActivation
{
    Activation Activation { get; set; }

    /// <summary>Whether its backward pass expects the gradient of the activation's output; else that of its input.</summary>
    bool FusesBackward => false;
}
