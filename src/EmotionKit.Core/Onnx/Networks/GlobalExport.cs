using EmotionKit.Neural;

namespace EmotionKit.Onnx.Networks;

/// <summary>Layers that join all frames or pixels, or change the shape.</summary>
internal static class GlobalExport
{
    public static LayerValue Pool(NetworkGraph graph, NetworkLayer layer, LayerValue x)
    {
        string name = ((GlobalPoolingLayer)layer.Spec).Pool switch
        {
            PoolKind.Max => Max(graph, x),
            PoolKind.Deviation => Deviation(graph, x),
            _ => Mean(graph, x, x.Layout, graph.Filled(x, x.Layout, 0)),
        };
        return new LayerValue(graph.Writer, name, graph.ShapeOf(layer), Layout.ChannelsLast);
    }

    private static string Max(NetworkGraph graph, LayerValue x) => graph.Writer.Node(
        "ReduceMax", [graph.Filled(x, x.Layout, float.NegativeInfinity)], OnnxAttribute.Ints("axes", Joined(x, x.Layout)), OnnxAttribute.Int("keepdims", 0));

    /// <summary>Of values shaped as <paramref name="x"/>, 0 past each row's length.</summary>
    private static string Mean(NetworkGraph graph, LayerValue x, Layout layout, string values)
    {
        OnnxGraphWriter writer = graph.Writer;
        long[] axes = Joined(x, layout);
        if (x.Rows is null)
            return writer.Node("ReduceMean", [values], OnnxAttribute.Ints("axes", axes), OnnxAttribute.Int("keepdims", 0));
        string sum = writer.Node("ReduceSum", [values, writer.Integers(axes)], OnnxAttribute.Int("keepdims", 0));
        string count = x.Rows.AsColumn();
        if (x.Shape.Rank > 2)
            count = writer.Node("Mul", [count, writer.Scalar((float)x.Shape.Tail().WithLast(1).Size)]);
        return writer.Node("Div", [sum, count]);
    }

    /// <summary>In two passes, since the mean of squares less the square of the mean cancels.</summary>
    private static string Deviation(NetworkGraph graph, LayerValue x)
    {
        const Layout layout = Layout.ChannelsLast;
        OnnxGraphWriter writer = graph.Writer;
        string values = graph.Filled(x, layout, 0);
        string mean = writer.Node("Unsqueeze", [Mean(graph, x, layout, values), writer.Integers(Joined(x, layout))]);
        string centred = writer.Node("Sub", [values, mean]);
        if (x.Rows is not null)
            centred = writer.Node("Where", [x.Rows.Mask(layout, x.Shape.Rank), centred, writer.Scalar(0)]);
        string variance = Mean(graph, x, layout, writer.Node("Mul", [centred, centred]));
        return writer.Node("Sqrt", [writer.Node("Add", [variance, writer.Scalar(GlobalDeviationOp.Epsilon)])]);
    }

    /// <summary>
    /// Sorted by TopK, what is past a row's length last. A quantile is the sum of the sorted values weighted by 1 less their distance from its place, where
    /// that is above 0: linear interpolation of the two values around it.
    /// </summary>
    public static LayerValue Quantiles(NetworkGraph graph, NetworkLayer layer, LayerValue x, IReadOnlyList<double> quantiles)
    {
        OnnxGraphWriter writer = graph.Writer;
        string values = Pixels(graph, x, graph.Filled(x, Layout.ChannelsLast, float.PositiveInfinity));
        string size = writer.Node("Gather", [writer.Node("Shape", [values]), writer.Integers(1)], OnnxAttribute.Int("axis", 0));
        string sorted = writer.Node("TopK", [values, size], [true, true], "", OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("largest", 0))[0];
        string places = writer.Node("Range", [writer.Scalar(0f), writer.Node("Cast", [writer.Node("Squeeze", [size, writer.Integers(0)])], OnnxAttribute.Int("to", 1)), writer.Scalar(1f)]);
        string count = x.Rows is null ? writer.Node("Unsqueeze", [writer.Node("Cast", [size], OnnxAttribute.Int("to", 1)), writer.Integers(0)]) : x.Rows.AsColumn();
        if (x.Rows is not null && x.Shape.Rank > 2)
            count = writer.Node("Mul", [count, writer.Scalar((float)x.Shape.Tail().WithLast(1).Size)]);
        if (x.Rows is not null)
        {
            string counts = writer.Node("Unsqueeze", [writer.Node("Less", [writer.Node("Unsqueeze", [places, writer.Integers(0)]), count]), writer.Integers(2)]);
            sorted = writer.Node("Where", [counts, sorted, writer.Scalar(0f)]);
        }
        string at = writer.Node(
            "Mul", [writer.Constant($"{layer.Name}.quantiles", [.. quantiles.Select(quantile => (float)quantile)], 1, quantiles.Count), writer.Node("Sub", [count, writer.Scalar(1f)])]);
        string distance = writer.Node(
            "Abs", [writer.Node("Sub", [writer.Node("Unsqueeze", [places, writer.Integers(0, 1)]), writer.Node("Unsqueeze", [at, writer.Integers(2)])])]);
        string shares = writer.Node("Relu", [writer.Node("Sub", [writer.Scalar(1f), distance])]);
        string name = writer.Node("Flatten", [writer.Node("MatMul", [shares, sorted])], OnnxAttribute.Int("axis", 1));
        return new LayerValue(writer, name, graph.ShapeOf(layer), Layout.ChannelsLast);
    }

    /// <summary>(batch, frames or pixels, channels).</summary>
    private static string Pixels(NetworkGraph graph, LayerValue x, string values) =>
        x.Shape.Rank == 2 ? values : graph.Writer.Node("Reshape", [values, graph.Writer.Integers(0, -1, x.Shape.Last)]);

    /// <summary>The axes of frames or pixels.</summary>
    private static long[] Joined(LayerValue x, Layout layout) => layout switch
    {
        Layout.ChannelsFirst => [.. Enumerable.Range(2, x.Shape.Rank - 1).Select(axis => (long)axis)],
        Layout.TimeFirst => [0],
        _ => [.. Enumerable.Range(1, x.Shape.Rank - 1).Select(axis => (long)axis)],
    };

    public static LayerValue Attention(NetworkGraph graph, NetworkLayer layer, LayerValue x)
    {
        OnnxGraphWriter writer = graph.Writer;
        int units = ((AttentionPoolingLayer)layer.Spec).Units, channels = x.Shape.Last;
        string frames = x.In(Layout.ChannelsLast);
        string hidden = frames;
        if (units > 0)
        {
            string product = writer.Node("MatMul", [frames, writer.Constant($"{layer.Name}.kernel", graph.Weights(layer, "kernel"), channels, units)]);
            hidden = writer.Node("Tanh", [writer.Node("Add", [product, writer.Constant($"{layer.Name}.bias", graph.Weights(layer, "bias"), units)])]);
        }
        string scores = writer.Node("MatMul", [hidden, writer.Constant($"{layer.Name}.score", graph.Weights(layer, "score"), units > 0 ? units : channels, 1)]);
        if (x.Rows is not null)
            scores = writer.Node("Where", [x.Rows.Mask(Layout.ChannelsLast, 2), scores, writer.Scalar(float.NegativeInfinity)]);
        string shares = writer.Node("Softmax", [scores], OnnxAttribute.Int("axis", 1));
        string weighted = writer.Node("Mul", [graph.Filled(x, Layout.ChannelsLast, 0), shares]);
        string name = writer.Node("ReduceSum", [weighted, writer.Integers(1)], OnnxAttribute.Int("keepdims", 0));
        return new LayerValue(writer, name, graph.ShapeOf(layer), Layout.ChannelsLast);
    }

    public static LayerValue Flatten(NetworkGraph graph, NetworkLayer layer, LayerValue x)
    {
        string name = graph.Writer.Node("Flatten", [graph.Filled(x, Layout.ChannelsLast, 0)], OnnxAttribute.Int("axis", 1));
        return new LayerValue(graph.Writer, name, graph.ShapeOf(layer), Layout.ChannelsLast);
    }

    /// <summary>What a frame holds is shaped anew where the frames stay, and lengths with them.</summary>
    public static LayerValue Reshape(NetworkGraph graph, NetworkLayer layer, LayerValue x)
    {
        Shape shape = graph.ShapeOf(layer);
        bool keepsTime = layer.Spec.Time(x.Shape) == TimeAxis.Kept;
        string values = keepsTime ? x.In(Layout.ChannelsLast) : graph.Filled(x, Layout.ChannelsLast, 0);
        // 0 stands for the batch as it is, -1 for variable time.
        string name = graph.Writer.Node("Reshape", [values, graph.Writer.Integers([0, .. shape.ToArray().Select(size => (long)size)])]);
        return keepsTime
            ? new LayerValue(graph.Writer, name, shape, Layout.ChannelsLast, x.Rows) { IsZeroPadded = x.IsZeroPadded }
            : new LayerValue(graph.Writer, name, shape, Layout.ChannelsLast);
    }
}
