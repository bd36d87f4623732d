using EmotionKit.Neural;

namespace EmotionKit.Onnx.Networks;

/// <summary>Derivatives over time: a convolution by fixed filters, each row's first and last frame repeated at its ends.</summary>
internal static class DeltaExport
{
    public static LayerValue Add(NetworkGraph graph, NetworkLayer layer, LayerValue x, DeltaLayer spec)
    {
        OnnxGraphWriter writer = graph.Writer;
        int channels = x.Shape.Rank == 2 ? 1 : x.Shape.Last, half = spec.Width / 2;
        // (batch, channels, time, coefficients)
        string values = x.Shape.Rank == 2 ? writer.Node("Unsqueeze", [x.In(Layout.ChannelsLast), writer.Integers(1)]) : x.In(Layout.ChannelsFirst);
        if (x.Rows is not null)
        {
            string last = writer.Node(
                "ReduceSum", [writer.Node("Where", [x.Rows.Last(), values, writer.Scalar(0f)]), writer.Integers(2)], OnnxAttribute.Int("keepdims", 1));
            values = writer.Node("Where", [x.Rows.Mask(Layout.ChannelsFirst, 3), values, last]);
        }
        values = writer.Node("Pad", [values, writer.Integers(0, 0, half, 0, 0, 0, half, 0)], OnnxAttribute.Text("mode", "edge"));
        var kernel = new List<float>();
        for (int channel = 0; channel < channels; channel++)
        {
            for (int t = 0; t < spec.Width; t++)
                kernel.Add(t == half ? 1 : 0);
            foreach (float[] filter in spec.Filters())
                kernel.AddRange(filter);
        }
        int parts = spec.Order + 1;
        string name = writer.Node(
            "Conv", [values, writer.Constant($"{layer.Name}.filters", [.. kernel], channels * parts, 1, spec.Width, 1)],
            OnnxAttribute.Ints("kernel_shape", spec.Width, 1), OnnxAttribute.Int("group", channels));
        return new LayerValue(writer, name, graph.ShapeOf(layer), Layout.ChannelsFirst, x.Rows);
    }
}
