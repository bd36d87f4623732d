using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>How the frames of a sequence become one vector.</summary>
public enum SequenceSummary
{
    /// <summary>The state after the last frame.</summary>
    LastState,

    /// <summary>The mean over all frames.</summary>
    Mean,

    /// <summary>The largest value of each unit.</summary>
    Max,

    /// <summary>A mean whose weights are learned (<see cref="AttentionPoolingLayer"/>).</summary>
    Attention,

    /// <summary>The learned mean, the mean and the largest value side by side.</summary>
    Joined,
}
