using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>max(x, 0).</summary>
internal sealed class ReluOp : PointwiseOp
{
    public override bool CanOverwriteInput => true;

    public override bool NeedsOutput => true;

    public override bool KeepsZeros => true;

    /// <summary>Whether the layer before has done it as it stored its output.</summary>
    public bool Fused { get; set; }

    /// <summary>Whether the layer before does its backward pass too.</summary>
    public bool FusedBackward { get; set; }

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        if (!Fused)
            base.Forward(pass, inputs, output);
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        if (!FusedBackward)
            base.Backward(pass, inputs, output, gradient, inputGradients);
    }

    protected override void Forward(ReadOnlySpan<float> x, Span<float> y) => Activations.Relu(x, y);

    protected override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) =>
        Activations.ReluBackward(y, dy, dx);
}
