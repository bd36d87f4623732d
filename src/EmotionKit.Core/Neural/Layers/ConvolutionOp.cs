using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>Convolution over time, or over height and width.</summary>
internal sealed class ConvolutionOp : LayerOp, IFusesActivation
{
    private readonly LayerSpec _spec;
    private readonly Window _vertical;
    private readonly Window _horizontal;
    private readonly int _filters;
    private readonly int _groups;
    private readonly bool _overTime;

    public ConvolutionOp(Conv1DLayer spec, ParameterSlot[] slots)
        : base(slots)
    {
        (_spec, _filters, _groups) = (spec, spec.Filters, spec.Groups);
        (_vertical, _horizontal, _overTime) = (Windows.One, spec.Window, true);
    }

    public ConvolutionOp(Conv2DLayer spec, ParameterSlot[] slots)
        : base(slots)
    {
        (_spec, _filters, _groups) = (spec, spec.Filters, spec.Groups);
        (_vertical, _horizontal) = (spec.Vertical, spec.Horizontal);
    }

    public Activation Activation { get; set; }

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => Shrink(inputs[0], _spec, output);

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output) =>
        Convolution.Forward(
            Geometry(inputs[0]), inputs[0].Span, Weight(pass, 0), Parameters > 1 ? Weight(pass, 1) : [], Activation, output.Span, pass.Threads);

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        ConvGeometry geometry = Geometry(inputs[0]);
        Span<float> dy = Values(gradient, output.Length);
        Convolution.BackwardWeights(geometry, inputs[0].Span, dy, Gradient(pass, 0), Parameters > 1 ? Gradient(pass, 1) : [], pass.Threads);
        if (inputGradients[0] is { } wanted)
            Convolution.BackwardInput(geometry, dy, Weight(pass, 0), Values(wanted, inputs[0].Length), pass.Threads);
    }

    private ConvGeometry Geometry(Tensor input) => Windows.Geometry(_vertical, _horizontal, input, _overTime, input.Batch) with
    {
        OutC = _filters,
        Groups = Channels.Groups(_groups, input.Channels, _filters),
    };
}
