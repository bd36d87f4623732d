using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EmotionKit.Reporting;

namespace EmotionKit.Cli.Output;

/// <summary>Writes results as JSON: camelCase names, enums by name.</summary>
internal static class JsonOutput
{
    /// <summary>The path that stands for standard output.</summary>
    public const string StandardOutput = "-";

    private static readonly JsonSerializerOptions Settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Writes a report and, after its properties, those of <paramref name="facts"/>.</summary>
    public static void Write<T>(string path, ClassificationReport report, T facts, Terminal terminal)
    {
        JsonObject whole = JsonNode.Parse(report.ToJson())!.AsObject();
        foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(facts, Settings)!.AsObject())
            whole.Add(name, value?.DeepClone());
        Write(path, whole, terminal);
    }

    /// <summary>Writes a value to a file as a whole, or to standard output where the path is <c>-</c>.</summary>
    public static void Write<T>(string path, T value, Terminal terminal)
    {
        if (path == StandardOutput)
            terminal.Line(JsonSerializer.Serialize(value, Settings));
        else
            AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, value, Settings));
    }
}
