using EmotionKit.Neural;

namespace EmotionKit.Onnx.Networks;

/// <summary>A graph in the making: the values of the layers so far, and what layers of all kinds need to add theirs.</summary>
internal sealed class NetworkGraph(OnnxGraphWriter writer, NetworkDefinition network, NetworkWeights weights)
{
    private readonly Dictionary<string, LayerValue> _values = new(StringComparer.Ordinal);

    public OnnxGraphWriter Writer { get; } = writer;

    public BatchNormFolding Folding { get; } = new(network);

    public LayerValue this[string layer]
    {
        get => _values[layer];
        set => _values[layer] = value;
    }

    public Shape ShapeOf(NetworkLayer layer) => network.ShapeOf(layer.Name);

    public float[] Weights(NetworkLayer layer, string parameter) => weights(layer.Name, parameter);

    public (double[] Scale, double[] Shift) ScaleAndShift(NetworkLayer batchNorm) => BatchNormFolding.ScaleAndShift(batchNorm, weights);

    /// <summary>The kernel and bias of a dense or convolutional layer, outputs on the kernel's last axis, a batch normalisation after it included.
    /// The bias is empty where there is none.</summary>
    public (float[] Kernel, float[] Bias) Linear(NetworkLayer layer, int outputs, bool useBias)
    {
        float[] kernel = Weights(layer, "kernel"), bias = useBias ? Weights(layer, "bias") : [];
        if (Folding.After(layer) is not { } batchNorm)
            return (kernel, bias);
        (double[] scale, double[] shift) = ScaleAndShift(batchNorm);
        var scaled = new float[kernel.Length];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = (float)(kernel[i] * scale[i % outputs]);
        var moved = new float[outputs];
        for (int c = 0; c < outputs; c++)
            moved[c] = (float)((useBias ? bias[c] * scale[c] : 0) + shift[c]);
        return (scaled, moved);
    }

    /// <summary>A value in a layout, with <paramref name="fill"/> in the frames past each row's length.</summary>
    public string Filled(LayerValue value, Layout layout, float fill)
    {
        string x = value.In(layout);
        return value.Rows is null || (fill == 0 && value.IsZeroPadded)
            ? x
            : Writer.Node("Where", [value.Rows.Mask(layout, value.Shape.Rank), x, Writer.Scalar(fill)]);
    }

    /// <summary>Per-channel numbers, shaped so that they broadcast over a value in its own layout.</summary>
    public string PerChannel(LayerValue value, string hint, ReadOnlySpan<float> numbers)
    {
        if (value.Layout != Layout.ChannelsFirst)
            return Writer.Constant(hint, numbers, numbers.Length);
        return value.Shape.Rank == 2 ? Writer.Constant(hint, numbers, numbers.Length, 1) : Writer.Constant(hint, numbers, numbers.Length, 1, 1);
    }
}
