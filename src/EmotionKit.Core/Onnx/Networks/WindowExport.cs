using EmotionKit.Neural;

namespace EmotionKit.Onnx.Networks;

/// <summary>Convolutions and poolings of windows, which ONNX has channels-first.</summary>
internal static class WindowExport
{
    public static LayerValue Conv1D(NetworkGraph graph, NetworkLayer layer, LayerValue x)
    {
        var spec = (Conv1DLayer)layer.Spec;
        return Convolve(graph, layer, x, [spec.Window], spec.Filters, Channels.Groups(spec.Groups, x.Shape.Last, spec.Filters), spec.UseBias);
    }

    public static LayerValue Conv2D(NetworkGraph graph, NetworkLayer layer, LayerValue x)
    {
        var spec = (Conv2DLayer)layer.Spec;
        return Convolve(
            graph, layer, x, [spec.Vertical, spec.Horizontal], spec.Filters, Channels.Groups(spec.Groups, x.Shape.Last, spec.Filters), spec.UseBias);
    }

    /// <summary>Frames past a row's length never win, nor does padding; what is past the new length is zero.</summary>
    public static LayerValue MaxPool(NetworkGraph graph, NetworkLayer layer, LayerValue x, params Window[] windows)
    {
        string name = graph.Writer.Node("MaxPool", [graph.Filled(x, Layout.ChannelsFirst, float.NegativeInfinity)], Windows(windows));
        LayerValue pooled = Result(graph, layer, x, name, windows, isZeroPadded: false);
        return pooled.Rows is null ? pooled : Result(graph, layer, x, graph.Filled(pooled, Layout.ChannelsFirst, 0), windows, isZeroPadded: true);
    }

    public static LayerValue AveragePool(NetworkGraph graph, NetworkLayer layer, LayerValue x, params Window[] windows)
    {
        OnnxGraphWriter writer = graph.Writer;
        if (x.Rows is null)
            return Result(graph, layer, x, writer.Node("AveragePool", [x.In(Layout.ChannelsFirst)], Windows(windows)), windows, isZeroPadded: false);
        // The mean over frames that count is the ratio of two means over all, padding included: of the values, and of ones where they count.
        OnnxAttribute[] settings = [.. Windows(windows), OnnxAttribute.Int("count_include_pad", 1)];
        string counts = writer.Node("Cast", [x.Rows.Mask(Layout.ChannelsFirst, x.Shape.Rank)], OnnxAttribute.Int("to", 1));
        if (x.Shape.Rank == 3)
            counts = writer.Node("Expand", [counts, writer.Integers(1, 1, 1, x.Shape[1])]);
        string sums = writer.Node("AveragePool", [graph.Filled(x, Layout.ChannelsFirst, 0)], settings);
        string shares = writer.Node("Max", [writer.Node("AveragePool", [counts], settings), writer.Scalar(1e-9f)]);
        return Result(graph, layer, x, writer.Node("Div", [sums, shares]), windows, isZeroPadded: false);
    }

    private static LayerValue Convolve(
        NetworkGraph graph, NetworkLayer layer, LayerValue x, Window[] windows, int filters, int groups, bool useBias)
    {
        (float[] kernel, float[] bias) = graph.Linear(layer, filters, useBias);
        var shape = new long[windows.Length + 2];
        (shape[0], shape[1]) = (filters, x.Shape.Last / groups);
        for (int i = 0; i < windows.Length; i++)
            shape[i + 2] = windows[i].Size;
        OnnxAttribute[] settings =
        [
            .. Windows(windows), OnnxAttribute.Ints("dilations", Array.ConvertAll(windows, window => (long)window.Dilation)), OnnxAttribute.Int("group", groups),
        ];
        var inputs = new List<string>
        {
            graph.Filled(x, Layout.ChannelsFirst, 0),
            graph.Writer.Constant($"{layer.Name}.kernel", OutputsFirst(kernel, (int)shape[1], filters), shape),
        };
        if (bias.Length > 0)
            inputs.Add(graph.Writer.Constant($"{layer.Name}.bias", bias, filters));
        return Result(graph, layer, x, graph.Writer.Node("Conv", [.. inputs], settings), windows, isZeroPadded: false);
    }

    private static LayerValue Result(NetworkGraph graph, NetworkLayer layer, LayerValue x, string name, Window[] windows, bool isZeroPadded)
    {
        var output = new LayerValue(graph.Writer, name, graph.ShapeOf(layer), Layout.ChannelsFirst);
        if (x.Rows is null)
            return output;
        return new LayerValue(graph.Writer, name, output.Shape, Layout.ChannelsFirst, x.Rows.Over(windows[0], output)) { IsZeroPadded = isZeroPadded };
    }

    private static OnnxAttribute[] Windows(Window[] windows) =>
    [
        OnnxAttribute.Ints("kernel_shape", Array.ConvertAll(windows, window => (long)window.Size)),
        OnnxAttribute.Ints("strides", Array.ConvertAll(windows, window => (long)window.Stride)),
        OnnxAttribute.Ints("pads", [.. windows.Select(window => (long)window.Before), .. windows.Select(window => (long)window.After)]),
    ];

    /// <summary>From (taps, channels, filters) to (filters, channels, taps).</summary>
    private static float[] OutputsFirst(float[] kernel, int channels, int filters)
    {
        var turned = new float[kernel.Length];
        int taps = kernel.Length / (channels * filters);
        int at = 0;
        for (int tap = 0; tap < taps; tap++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                for (int filter = 0; filter < filters; filter++)
                    turned[(filter * channels + channel) * taps + tap] = kernel[at++];
            }
        }
        return turned;
    }
}
