using EmotionKit.Neural;

namespace EmotionKit.Onnx.Networks;

/// <summary>Layers that change each value by itself, or join values of one shape: they keep the layout that they find.</summary>
internal static class PointwiseExport
{
    public static LayerValue Activation(NetworkGraph graph, LayerValue x, LayerSpec spec)
    {
        OnnxGraphWriter writer = graph.Writer;
        string name = spec switch
        {
            ReluLayer => writer.Node("Relu", [x.Name]),
            LeakyReluLayer leaky => writer.Node("LeakyRelu", [x.Name], OnnxAttribute.Float("alpha", (float)leaky.Slope)),
            GeluLayer => Gelu(writer, x.Name),
            SigmoidLayer => writer.Node("Sigmoid", [x.Name]),
            TanhLayer => writer.Node("Tanh", [x.Name]),
            SoftmaxLayer => writer.Node("Softmax", [x.Name], OnnxAttribute.Int("axis", x.ChannelAxis)),
            _ => throw new NotSupportedException($"{spec.Kind} is no activation"),
        };
        return x.With(name, x.Shape, x.IsZeroPadded && spec is not (SigmoidLayer or SoftmaxLayer));
    }

    public static LayerValue BatchNorm(NetworkGraph graph, NetworkLayer layer, LayerValue x)
    {
        if (graph.Folding.IsFolded(layer))
            return x;
        (double[] scale, double[] shift) = graph.ScaleAndShift(layer);
        string scaled = graph.Writer.Node("Mul", [x.Name, graph.PerChannel(x, $"{layer.Name}.scale", Array.ConvertAll(scale, v => (float)v))]);
        string moved = graph.Writer.Node("Add", [scaled, graph.PerChannel(x, $"{layer.Name}.shift", Array.ConvertAll(shift, v => (float)v))]);
        return x.With(moved, x.Shape, isZeroPadded: false);
    }

    public static LayerValue LayerNorm(NetworkGraph graph, NetworkLayer layer, LayerValue x)
    {
        Layout layout = x.Layout == Layout.TimeFirst ? Layout.TimeFirst : Layout.ChannelsLast;
        float[] gamma = graph.Weights(layer, "gamma"), beta = graph.Weights(layer, "beta");
        string name = graph.Writer.Node(
            "LayerNormalization",
            [x.In(layout), graph.Writer.Constant($"{layer.Name}.gamma", gamma, gamma.Length), graph.Writer.Constant($"{layer.Name}.beta", beta, beta.Length)],
            OnnxAttribute.Int("axis", -1), OnnxAttribute.Float("epsilon", (float)((LayerNormLayer)layer.Spec).Epsilon));
        return new LayerValue(graph.Writer, name, x.Shape, layout, x.Rows);
    }

    public static LayerValue Dense(NetworkGraph graph, NetworkLayer layer, LayerValue x)
    {
        OnnxGraphWriter writer = graph.Writer;
        int units = graph.ShapeOf(layer).Last;
        (float[] kernel, float[] bias) = graph.Linear(layer, units, ((DenseLayer)layer.Spec).UseBias);
        string weights = writer.Constant($"{layer.Name}.kernel", kernel, x.Shape.Last, units);
        string? offset = bias.Length == 0 ? null : writer.Constant($"{layer.Name}.bias", bias, units);
        if (x.Shape.Rank == 1)
        {
            string product = offset is null ? writer.Node("MatMul", [x.Name, weights]) : writer.Node("Gemm", [x.Name, weights, offset]);
            return x.With(product, graph.ShapeOf(layer), isZeroPadded: false);
        }
        Layout layout = x.Layout == Layout.TimeFirst ? Layout.TimeFirst : Layout.ChannelsLast;
        string name = writer.Node("MatMul", [x.In(layout), weights]);
        if (offset is not null)
            name = writer.Node("Add", [name, offset]);
        return new LayerValue(writer, name, graph.ShapeOf(layer), layout, x.Rows) { IsZeroPadded = offset is null && x.IsZeroPadded };
    }

    public static LayerValue Add(NetworkGraph graph, LayerValue[] inputs) =>
        Join(graph, inputs, inputs[0].Shape, (_, names) => graph.Writer.Node("Sum", names));

    public static LayerValue Concatenate(NetworkGraph graph, NetworkLayer layer, LayerValue[] inputs) =>
        Join(graph, inputs, graph.ShapeOf(layer), (layout, names) => graph.Writer.Node(
            "Concat", names, OnnxAttribute.Int("axis", layout == Layout.ChannelsFirst ? 1 : inputs[0].Shape.Rank)));

    /// <summary>In the layout that all inputs have, or else channels last. The rows' lengths are those of the first input, as in training; frames
    /// that count there but not in another are zero in that one.</summary>
    private static LayerValue Join(NetworkGraph graph, LayerValue[] inputs, Shape shape, Func<Layout, string[], string> join)
    {
        Layout layout = Array.TrueForAll(inputs, x => x.Layout == inputs[0].Layout) ? inputs[0].Layout : Layout.ChannelsLast;
        RowLengths? rows = inputs[0].Rows;
        string[] names = Array.ConvertAll(inputs, x => x.Rows == rows ? x.In(layout) : graph.Filled(x, layout, 0));
        return new LayerValue(graph.Writer, join(layout, names), shape, layout, rows)
        {
            IsZeroPadded = Array.TrueForAll(inputs, x => x.Rows == rows && x.IsZeroPadded),
        };
    }

    /// <summary>x / 2 * (1 + erf(x / sqrt 2)).</summary>
    private static string Gelu(OnnxGraphWriter writer, string x)
    {
        string erf = writer.Node("Erf", [writer.Node("Mul", [x, writer.Scalar((float)Math.Sqrt(0.5))])]);
        string half = writer.Node("Mul", [x, writer.Scalar(0.5f)]);
        return writer.Node("Mul", [half, writer.Node("Add", [erf, writer.Scalar(1f)])]);
    }
}
