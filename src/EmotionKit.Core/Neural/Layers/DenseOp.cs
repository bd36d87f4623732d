using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>x · kernel + bias on the last axis.</summary>
internal sealed class DenseOp(ParameterSlot[] slots) : LayerOp(slots), IFusesActivation
{
    public Activation Activation { get; set; }

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => inputs[0].Lengths;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        int columns = inputs[0].Channels, units = output.Channels;
        Gemm.Multiply(
            false, false, output.Frames, units, columns, inputs[0].Span, columns, Weight(pass, 0), units, 0, output.Span, units,
            Parameters > 1 ? Weight(pass, 1) : [], Activation, pass.Threads);
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        int columns = inputs[0].Channels, units = output.Channels, frames = output.Frames;
        Span<float> dy = Values(gradient, output.Length);
        Gemm.Multiply(true, false, columns, units, frames, inputs[0].Span, columns, dy, units, 0, Gradient(pass, 0), units, pass.Threads);
        if (Parameters > 1)
            VectorOps.ColumnSums(frames, units, dy, Gradient(pass, 1), pass.Threads);
        if (inputGradients[0] is { } wanted)
        {
            Gemm.Multiply(
                false, true, frames, columns, units, dy, units, Weight(pass, 0), units, 0, Values(wanted, inputs[0].Length), columns, pass.Threads);
        }
    }
}
