using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EmotionKit.Neural;

/// <summary>Networks as JSON: <c>{ "format": 1, "input": [180, 40], "layers": [ { "type": "lstm", "units": 128 }, ... ] }</c>.</summary>
internal static class NetworkJson
{
    private const int Format = 1;
    private const string FormatKey = "format";
    private const string InputKey = "input";
    private const string LayersKey = "layers";
    private const string TypeKey = "type";
    private const string NameKey = "name";
    private const string InputsKey = "inputs";

    private static readonly JsonSerializerOptions Settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        IgnoreReadOnlyProperties = true,
        WriteIndented = true,
        NewLine = "\n",
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static string Write(NetworkDefinition network) => Node(network).ToJsonString(Settings);

    public static void Write(Utf8JsonWriter writer, NetworkDefinition network) => Node(network).WriteTo(writer, Settings);

    public static NetworkDefinition Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Lenient);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The network is not valid JSON: {e.Message}", e);
        }
    }

    public static NetworkDefinition Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"Network: expected a JSON object, got {root.ValueKind}.");
        CheckNames(root, [FormatKey, InputKey, LayersKey], "Network");
        if (root.TryGetProperty(FormatKey, out JsonElement format)
            && !(format.ValueKind == JsonValueKind.Number && format.TryGetInt32(out int number) && number == Format))
        {
            throw new ArgumentException($"Network: expected format {Format}, got {format.GetRawText()}; a newer EmotionKit may read it.");
        }
        Shape? input = root.TryGetProperty(InputKey, out JsonElement shape) && shape.ValueKind != JsonValueKind.Null
            ? Deserialize<Shape>(shape, "Network input")
            : null;
        if (!root.TryGetProperty(LayersKey, out JsonElement layers) || layers.ValueKind != JsonValueKind.Array)
            throw new ArgumentException("Network: expected 'layers', an array of layers.");
        var list = new List<NetworkLayer>();
        var names = new LayerNames();
        foreach (JsonElement layer in layers.EnumerateArray())
            list.Add(ReadLayer(layer, list.Count, names, list.Count == 0 ? NetworkDefinition.InputName : list[^1].Name));
        return new NetworkDefinition(input, list);
    }

    private static NetworkLayer ReadLayer(JsonElement json, int index, LayerNames names, string previous)
    {
        string where = $"Network, layer {index + 1}";
        if (json.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"{where}: expected a JSON object, got {json.ValueKind}.");
        string kind = Text(json, TypeKey, where)
            ?? throw new ArgumentException($"{where}: expected a 'type', one of {string.Join(", ", LayerKinds.Known)}.");
        Type type = LayerKinds.Find(kind)
            ?? throw new ArgumentException($"{where}: there is no layer type '{kind}'{NearestName.Hint(kind, LayerKinds.Known)} Known: {string.Join(", ", LayerKinds.Known)}.");
        string name = names.Take(kind, Text(json, NameKey, where));
        where = $"{where} '{name}' ({kind})";
        JsonTypeInfo info = Settings.GetTypeInfo(type);
        CheckNames(json, [TypeKey, NameKey, InputsKey, .. info.Properties.Where(p => p.Set is not null).Select(p => p.Name)], where);
        string[] inputs = json.TryGetProperty(InputsKey, out JsonElement given) ? Deserialize<string[]>(given, $"{where}, inputs") : [previous];
        var settings = new JsonObject();
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (property.Name is not (TypeKey or NameKey or InputsKey))
                settings[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        }
        try
        {
            return new NetworkLayer(name, (LayerSpec)settings.Deserialize(type, Settings)!, inputs);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"{where}: {e.Message}", e);
        }
    }

    private static JsonObject Node(NetworkDefinition network)
    {
        var layers = new JsonArray();
        string previous = NetworkDefinition.InputName;
        foreach (NetworkLayer layer in network.Layers)
        {
            var json = new JsonObject { [TypeKey] = layer.Spec.Kind, [NameKey] = layer.Name };
            if (layer.Inputs.Count != 1 || layer.Inputs[0] != previous)
                json[InputsKey] = new JsonArray([.. layer.Inputs.Select(name => (JsonNode)name)]);
            var settings = (JsonObject)JsonSerializer.SerializeToNode(layer.Spec, layer.Spec.GetType(), Settings)!;
            foreach ((string name, JsonNode? value) in settings)
                json[name] = value?.DeepClone();
            layers.Add((JsonNode)json);
            previous = layer.Name;
        }
        var root = new JsonObject { [FormatKey] = Format };
        if (network.InputShape is { } shape)
            root[InputKey] = JsonSerializer.SerializeToNode(shape, Settings);
        root[LayersKey] = layers;
        return root;
    }

    private static string? Text(JsonElement json, string name, string where)
    {
        if (!json.TryGetProperty(name, out JsonElement value))
            return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new ArgumentException($"{where}: expected '{name}' to be text, got {value.ValueKind}.");
    }

    private static T Deserialize<T>(JsonElement json, string where)
    {
        try
        {
            return json.Deserialize<T>(Settings) ?? throw new ArgumentException($"{where}: expected a value, got null.");
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"{where}: {e.Message}", e);
        }
    }

    private static void CheckNames(JsonElement json, string[] known, string where)
    {
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!known.Contains(property.Name))
                throw new ArgumentException($"{where}: there is no property '{property.Name}'{NearestName.Hint(property.Name, known)} Known: {string.Join(", ", known)}.");
        }
    }
}
