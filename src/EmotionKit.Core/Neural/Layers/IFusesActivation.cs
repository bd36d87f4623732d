using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>A layer that applies an activation as it stores its output.</summary>
internal interface IFusesActivation
{
    Activation Activation { get; set; }
}
