using EmotionKit.Neural;

namespace EmotionKit.Onnx.Networks;

/// <summary>LSTM and GRU, which ONNX Runtime has time first, gates in ONNX's order.</summary>
internal static class RecurrentExport
{
    /// <summary>Where ONNX's gates input, output, forget, candidate lie among a network's input, forget, candidate, output.</summary>
    private static readonly int[] LstmGates = [0, 3, 1, 2];

    private static readonly int[] GruGates = [0, 1, 2];

    public static LayerValue Recurrent(NetworkGraph graph, NetworkLayer layer, LayerValue x)
    {
        var spec = (RecurrentLayer)layer.Spec;
        OnnxGraphWriter writer = graph.Writer;
        int[] gates = spec is LstmLayer ? LstmGates : GruGates;
        int directions = spec.Bidirectional ? 2 : 1, wide = gates.Length * spec.Units, channels = x.Shape.Last;
        string[] inputs =
        [
            x.In(Layout.TimeFirst),
            writer.Constant($"{layer.Name}.W", Both(graph, layer, "kernel", kernel => OutputsFirst(kernel, channels, spec.Units, gates)), directions, wide, channels),
            writer.Constant($"{layer.Name}.R", Both(graph, layer, "recurrent", kernel => OutputsFirst(kernel, spec.Units, spec.Units, gates)), directions, wide, spec.Units),
            writer.Constant($"{layer.Name}.B", Both(graph, layer, "bias", bias => Biases(bias, spec.Units, gates)), directions, 2 * wide),
            x.Rows?.AsInt32 ?? "",
        ];
        var attributes = new List<OnnxAttribute>
        {
            OnnxAttribute.Int("hidden_size", spec.Units), OnnxAttribute.Text("direction", spec.Bidirectional ? "bidirectional" : "forward"),
        };
        if (spec is GruLayer)
            attributes.Add(OnnxAttribute.Int("linear_before_reset", 1));
        string[] outputs = writer.Node(
            spec is LstmLayer ? "LSTM" : "GRU", inputs.AsSpan(0, x.Rows is null ? 4 : 5), [spec.ReturnSequences, !spec.ReturnSequences], "", [.. attributes]);
        return spec.ReturnSequences ? Sequence(graph, layer, x, outputs[0], spec) : Last(graph, layer, outputs[1], spec);
    }

    /// <summary>(time, directions, batch, units) to (time, batch, units of both).</summary>
    private static LayerValue Sequence(NetworkGraph graph, NetworkLayer layer, LayerValue x, string all, RecurrentLayer spec)
    {
        OnnxGraphWriter writer = graph.Writer;
        string name = spec.Bidirectional
            ? writer.Node("Reshape", [writer.Node("Transpose", [all], OnnxAttribute.Ints("perm", 0, 2, 1, 3)), writer.Integers(0, 0, 2 * spec.Units)])
            : writer.Node("Squeeze", [all, writer.Integers(1)]);
        return new LayerValue(writer, name, graph.ShapeOf(layer), Layout.TimeFirst, x.Rows) { IsZeroPadded = x.Rows is not null };
    }

    /// <summary>(directions, batch, units) to (batch, units of both).</summary>
    private static LayerValue Last(NetworkGraph graph, NetworkLayer layer, string last, RecurrentLayer spec)
    {
        OnnxGraphWriter writer = graph.Writer;
        string name = spec.Bidirectional
            ? writer.Node("Reshape", [writer.Node("Transpose", [last], OnnxAttribute.Ints("perm", 1, 0, 2)), writer.Integers(0, 2 * spec.Units)])
            : writer.Node("Squeeze", [last, writer.Integers(0)]);
        return new LayerValue(writer, name, graph.ShapeOf(layer), Layout.ChannelsLast);
    }

    private static float[] Both(NetworkGraph graph, NetworkLayer layer, string parameter, Func<float[], float[]> turn)
    {
        float[] forward = turn(graph.Weights(layer, parameter));
        return ((RecurrentLayer)layer.Spec).Bidirectional
            ? [.. forward, .. turn(graph.Weights(layer, $"backward{char.ToUpperInvariant(parameter[0])}{parameter[1..]}"))]
            : forward;
    }

    /// <summary>Those of the input, then those of the recurrent product, which are zeros where there are none.</summary>
    private static float[] Biases(float[] biases, int units, int[] gates)
    {
        int wide = gates.Length * units;
        float[] second = biases.Length > wide ? OutputsFirst(biases[wide..], 1, units, gates) : new float[wide];
        return [.. OutputsFirst(biases[..wide], 1, units, gates), .. second];
    }

    /// <summary>From (inputs, gates * units) to (gates * units, inputs), the gates in ONNX's order.</summary>
    private static float[] OutputsFirst(float[] kernel, int inputs, int units, int[] gates)
    {
        var turned = new float[kernel.Length];
        int wide = gates.Length * units;
        for (int gate = 0; gate < gates.Length; gate++)
        {
            for (int unit = 0; unit < units; unit++)
            {
                int to = (gate * units + unit) * inputs, from = gates[gate] * units + unit;
                for (int input = 0; input < inputs; input++)
                    turned[to + input] = kernel[input * wide + from];
            }
        }
        return turned;
    }
}
