using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionKit.Neural;
using EmotionKit.Onnx.Networks;

namespace EmotionKit.Onnx;

/// <summary>
/// Writes networks as ONNX models: opset 17, a free batch dimension, a free time dimension where the network has one. ONNX Runtime
/// gives what the network's own forward pass gives, within rounding (1e-5).
/// </summary>
/// <remarks>Layers are channels-last here and channels-first in ONNX: weights are permuted, and values transposed where the two meet. Dropout
/// vanishes; a batch normalisation becomes part of the convolution or dense layer before it where nothing else reads that layer.
/// Row lengths that masking finds are computed inside the graph.</remarks>
public static class NetworkExporter
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The network as the bytes of an .onnx file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">Names and metadata, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static byte[] Export(Network network, NetworkExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var parameters = network.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        return Export(network.Definition, (layer, name) => parameters[$"{layer}.{name}"].Values.ToArray(), options ?? new NetworkExportOptions());
    }

    internal static byte[] Export(NetworkDefinition network, NetworkWeights weights, NetworkExportOptions options)
    {
        options.Validate();
        if (!network.IsBound)
            throw new ArgumentException("The network's input shape or number of classes is open: bind it first.", nameof(network));
        var writer = new OnnxGraphWriter("network") { Description = options.Description };
        var graph = new NetworkGraph(writer, network, weights);
        Shape shape = network.InputShape!.Value;
        string input = writer.Input(options.InputName, Sides(shape, OnnxDimension.Time));
        graph[NetworkDefinition.InputName] = Input(writer, network, input);
        foreach (NetworkLayer layer in network.Layers)
            graph[layer.Name] = LayerExport.Add(graph, layer);
        LayerValue output = graph[network.Output.Name];
        writer.Output(options.OutputName, graph.Filled(output, Layout.ChannelsLast, 0), Sides(output.Shape, OnnxDimension.OutputTime));
        if (options.LogitsName is { } logits)
        {
            if (network.Output.Spec is not (SoftmaxLayer or SigmoidLayer))
                throw new ArgumentException($"{nameof(options.LogitsName)}: expected a network that ends in softmax or sigmoid, got {network.Output.Spec.Kind}.");
            LayerValue before = graph[network.Output.Inputs[0]];
            writer.Output(logits, graph.Filled(before, Layout.ChannelsLast, 0), Sides(before.Shape, OnnxDimension.OutputTime));
        }
        Describe(writer, network, options);
        return writer.ToBytes();
    }

    /// <summary>Rows shorter than the network's windows need are filled up with what masking takes for padding.</summary>
    private static LayerValue Input(OnnxGraphWriter writer, NetworkDefinition network, string input)
    {
        var value = new LayerValue(writer, input, network.InputShape!.Value, Layout.ChannelsLast);
        int least = ShapeInference.MinimumTime(network);
        if (least == 1 || network.InputMasking is not { } masking)
            return value;
        string frames = writer.Node("Gather", [writer.Node("Shape", [input]), writer.Integers(1)], OnnxAttribute.Int("axis", 0));
        string missing = writer.Node("Max", [writer.Node("Sub", [writer.ScalarInt64(least), frames]), writer.ScalarInt64(0)]);
        string none = writer.Integers(new long[value.Shape.Rank + 2]);
        string pads = writer.Node(
            "Concat", [none, missing, writer.Integers(new long[value.Shape.Rank - 1])], OnnxAttribute.Int("axis", 0));
        string padded = writer.Node("Pad", [input, pads, writer.Scalar(masking.Value)]);
        return new LayerValue(writer, padded, value.Shape, Layout.ChannelsLast);
    }

    private static OnnxDimension[] Sides(Shape shape, string time)
    {
        var sides = new OnnxDimension[shape.Rank + 1];
        sides[0] = OnnxDimension.Batch;
        for (int axis = 0; axis < shape.Rank; axis++)
            sides[axis + 1] = shape[axis] == Shape.Variable ? time : shape[axis];
        return sides;
    }

    private static void Describe(OnnxGraphWriter writer, NetworkDefinition network, NetworkExportOptions options)
    {
        if (options.ClassNames is { } classes)
            writer.Metadata(OnnxMetadata.Classes, JsonSerializer.Serialize(classes, Json));
        writer.Metadata(OnnxMetadata.Inputs, new JsonArray(Tensor(options.InputName, network.InputShape!.Value, null)).ToJsonString(Json));
        string meaning = network.Output.Spec switch { SoftmaxLayer => "probabilities", SigmoidLayer => "probability", _ => "values" };
        var outputs = new JsonArray(Tensor(options.OutputName, network.OutputShape, meaning));
        if (options.LogitsName is { } logits)
            outputs.Add(Tensor(logits, network.OutputShape, "logits"));
        writer.Metadata(OnnxMetadata.Outputs, outputs.ToJsonString(Json));
        if (options.Preprocessing is { } before)
            writer.Metadata(OnnxMetadata.Preprocessing, before);
        if (options.Postprocessing is { } after)
            writer.Metadata(OnnxMetadata.Postprocessing, after);
    }

    private static JsonObject Tensor(string name, Shape shape, string? meaning)
    {
        var tensor = new JsonObject { ["name"] = name, ["shape"] = new JsonArray([.. shape.ToArray().Select(size => JsonValue.Create(size))]) };
        if (meaning is not null)
            tensor["meaning"] = meaning;
        return tensor;
    }
}
