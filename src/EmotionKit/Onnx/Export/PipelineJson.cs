using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionKit.Bundles;
using EmotionKit.Numerics;
using Microsoft.ML;

namespace EmotionKit.Onnx;

/// <summary>Components around a graph as JSON: columns, options, and the numbers that they learned.</summary>
internal static class PipelineJson
{
    /// <summary>Learned arrays of more values are named and not written.</summary>
    private const int MaxValues = 65_536;

    public static string Of(IEnumerable<ITransformer> transformers)
    {
        var list = new JsonArray();
        foreach (ITransformer transformer in transformers)
            list.Add(Component(transformer));
        return list.ToJsonString(OptionsJson.Settings);
    }

    private static JsonObject Component(ITransformer transformer)
    {
        if (transformer is not IBundledComponent component)
            return new JsonObject { ["component"] = ComponentTable.MLNet, ["type"] = transformer.GetType().Name };
        var writer = new ComponentWriter(new MLContext().Model);
        component.Save(writer);
        var json = new JsonObject
        {
            ["component"] = component.ComponentName,
            ["columns"] = JsonSerializer.SerializeToNode(writer.Columns),
        };
        if (writer.OptionsElement is { } options)
            json["options"] = JsonSerializer.SerializeToNode(options);
        if (writer.Numbers is { } numbers)
            json["numbers"] = JsonSerializer.SerializeToNode(numbers, OptionsJson.Settings);
        foreach ((string name, byte[] bytes) in writer.Entries)
        {
            if (name.EndsWith(".npy", StringComparison.Ordinal) && Array(bytes) is { } array)
                json[Path.GetFileNameWithoutExtension(name)] = array;
            else if (name.EndsWith(".json", StringComparison.Ordinal))
                json[Path.GetFileNameWithoutExtension(name)] = JsonNode.Parse(bytes);
        }
        return json;
    }

    private static JsonObject? Array(byte[] bytes)
    {
        NpyArray array = Npy.Read(new MemoryStream(bytes, writable: false));
        double[] values = array.ToDoubles();
        return values.Length > MaxValues
            ? null
            : new JsonObject
            {
                ["shape"] = JsonSerializer.SerializeToNode(array.Shape),
                ["values"] = JsonSerializer.SerializeToNode(values, OptionsJson.Settings),
            };
    }
}
