using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmotionKit.Neural;

/// <summary>A network as part of other JSON, such as a trainer's options.</summary>
internal sealed class NetworkDefinitionConverter : JsonConverter<NetworkDefinition>
{
    public override NetworkDefinition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return NetworkJson.Read(document.RootElement);
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, NetworkDefinition value, JsonSerializerOptions options) => NetworkJson.Write(writer, value);
}
