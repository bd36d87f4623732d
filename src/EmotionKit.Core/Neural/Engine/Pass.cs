namespace EmotionKit.Neural;

/// <summary>What layers need to know of a forward or backward pass.</summary>
internal sealed class Pass
{
    public bool Training { get; set; }

    public int Threads { get; set; } = 1;

    /// <summary>Seeds what layers draw in this step.</summary>
    public long Seed { get; set; }

    public ParameterValues Weights { get; set; } = null!;

    /// <summary>Written by the backward pass.</summary>
    public ParameterValues Gradients { get; set; } = null!;
}
