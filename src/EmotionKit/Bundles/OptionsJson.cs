using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EmotionKit.Rows;

namespace EmotionKit;

/// <summary>Options records as JSON, the same in bundles and on the command line: camelCase names, enums by name, and a
/// misspelt name is an error that says what is nearest.</summary>
public static class OptionsJson
{
    internal static JsonSerializerOptions Settings { get; } = CreateSettings(indented: false);

    internal static JsonSerializerOptions IndentedSettings { get; } = CreateSettings(indented: true);

    /// <summary>Writes every property, defaults too, so that a later change of a default does not change a saved model.</summary>
    public static string Write<T>(T options) => JsonSerializer.Serialize(options, Settings);

    /// <summary>Reads options; what the JSON does not name has its default. Values are checked where the options are used.</summary>
    /// <exception cref="ArgumentException">The text is not JSON, names an unknown property, or a value is of a wrong type.</exception>
    public static T Read<T>(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read<T>(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"Options are not valid JSON: {e.Message}", e);
        }
    }

    /// <inheritdoc cref="Read{T}(string)"/>
    public static T Read<T>(JsonElement json)
    {
        CheckNames(json, typeof(T), "$");
        try
        {
            return json.Deserialize<T>(Settings) ?? throw new ArgumentException($"Options: expected a JSON object of {typeof(T).Name}, got null.");
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"Options of {typeof(T).Name}: {e.Message}", e);
        }
    }

    /// <summary>Options with some of their properties changed: an object changes the properties that it names, at any depth; lists and values replace what
    /// was there.</summary>
    /// <param name="options">What the changes start from; stays as it is.</param>
    /// <param name="changes">A JSON object, such as <c>{"training": {"epochs": 10}}</c>.</param>
    /// <exception cref="ArgumentException">The text is not a JSON object, names an unknown property, or a value is of a wrong type.</exception>
    public static T Change<T>(T options, string changes)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(changes);
        try
        {
            JsonNode changed = JsonSerializer.SerializeToNode(options, Settings)!;
            if (JsonNode.Parse(changes) is not JsonObject named)
                throw new ArgumentException($"Options: expected a JSON object, got '{changes}'.", nameof(changes));
            Change(changed.AsObject(), named);
            return Read<T>(JsonSerializer.SerializeToElement(changed, Settings));
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"Options are not valid JSON: {e.Message}", e);
        }
    }

    private static void Change(JsonObject target, JsonObject changes)
    {
        foreach ((string name, JsonNode? value) in changes)
        {
            if (value is JsonObject inner && target[name] is JsonObject old)
                Change(old, inner);
            else
                target[name] = value?.DeepClone();
        }
    }

    private static JsonSerializerOptions CreateSettings(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        IgnoreReadOnlyProperties = true,
        WriteIndented = indented,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static void CheckNames(JsonElement json, Type type, string path)
    {
        if (json.ValueKind == JsonValueKind.Null && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null))
            return;
        type = Nullable.GetUnderlyingType(type) ?? type;
        JsonTypeInfo info = Settings.GetTypeInfo(type);
        if (Expected(type) is { } expected)
        {
            CheckValue(json, type, path, expected);
            return;
        }
        if (json.ValueKind == JsonValueKind.Array && info.Kind == JsonTypeInfoKind.Enumerable && info.ElementType is { } element)
        {
            int index = 0;
            foreach (JsonElement item in json.EnumerateArray())
                CheckNames(item, element, $"{path}[{index++}]");
            return;
        }
        if (json.ValueKind != JsonValueKind.Object || info.Kind != JsonTypeInfoKind.Object)
            return;
        // Of several kinds, the one that the object names; without a name the serialiser says what is wrong.
        string? kind = info.PolymorphismOptions?.TypeDiscriminatorPropertyName;
        if (kind is not null && json.TryGetProperty(kind, out JsonElement named) && named.ValueKind == JsonValueKind.String)
        {
            JsonDerivedType derived = info.PolymorphismOptions!.DerivedTypes.FirstOrDefault(d => named.ValueEquals((string)d.TypeDiscriminator!));
            if (derived.DerivedType is not null)
                info = Settings.GetTypeInfo(type = derived.DerivedType);
        }
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (property.Name == kind)
                continue;
            JsonPropertyInfo? known = info.Properties.FirstOrDefault(p => p.Name == property.Name && p.Set is not null);
            if (known is null)
            {
                string[] names = [.. info.Properties.Where(p => p.Set is not null).Select(p => p.Name)];
                throw new ArgumentException(
                    $"Options of {type.Name} have no property '{property.Name}' (at {path}){NearestName.Hint(property.Name, names)} Known: {string.Join(", ", names)}.");
            }
            CheckNames(property.Value, known.PropertyType, $"{path}.{property.Name}");
        }
    }

    private static void CheckValue(JsonElement json, Type type, string path, string expected)
    {
        try
        {
            json.Deserialize(type, Settings);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"Options: expected {expected} at {path}, got {json.GetRawText()}.", e);
        }
    }

    /// <summary>What a single value of a type looks like in JSON, or null where the type is not one of single values.</summary>
    private static string? Expected(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) || type == typeof(float) ? "a number"
        : type == typeof(string) ? "a text"
        : null;
}
