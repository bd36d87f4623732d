using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EmotionKit.Cli.Features;

/// <summary>An options record as a set of named values, some of which the command line replaces.</summary>
internal static class OptionRecord
{
    /// <summary>The names of a record's options.</summary>
    public static IReadOnlySet<string> Names<T>()
        where T : new() => ToObject(new T()).Select(option => option.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A record with some of its options replaced; names are compared without case.</summary>
    /// <exception cref="UsageException">A value is not of its option's type.</exception>
    public static T With<T>(T record, IEnumerable<KeyValuePair<string, JsonNode?>> changes)
    {
        JsonObject options = ToObject(record);
        foreach ((string name, JsonNode? value) in changes)
        {
            string exact = options.Select(option => option.Key).First(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
            options[exact] = value?.DeepClone();
            try
            {
                record = OptionsJson.Read<T>(options.ToJsonString());
            }
            catch (ArgumentException error)
            {
                throw new UsageException($"--options: {exact}: expected {Expected<T>(exact)}, got {value?.ToJsonString() ?? "null"}.", error);
            }
        }
        return record;
    }

    public static JsonObject ToObject<T>(T record) => JsonNode.Parse(OptionsJson.Write(record))!.AsObject();

    private static string JsonName(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static string Expected<T>(string name)
    {
        Type type = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).First(property => JsonName(property) == name).PropertyType;
        Type core = Nullable.GetUnderlyingType(type) ?? type;
        string kind = core.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(core).Select(JsonNamingPolicy.CamelCase.ConvertName))}"
            : core == typeof(bool) ? "true or false"
            : core == typeof(int) ? "a whole number"
            : core == typeof(double) ? "a number"
            : core.IsGenericType ? $"a list of {string.Join(", ", Enum.GetNames(core.GenericTypeArguments[0]).Select(JsonNamingPolicy.CamelCase.ConvertName))}"
            : $"a {core.Name}";
        return type == core ? kind : $"{kind}, or null";
    }
}
