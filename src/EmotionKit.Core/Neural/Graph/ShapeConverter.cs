using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmotionKit.Neural;

/// <summary>A shape as an array of numbers.</summary>
internal sealed class ShapeConverter : JsonConverter<Shape>
{
    public override Shape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("expected a shape as an array of numbers, such as [180, 40].");
        Span<int> sizes = stackalloc int[Shape.MaxRank];
        int rank = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int size) || size < Shape.Variable || size > Shape.MaxSize)
                throw new JsonException($"expected whole numbers from {Shape.Variable} to {Shape.MaxSize} in a shape.");
            if (rank == Shape.MaxRank)
                throw new JsonException($"expected at most {Shape.MaxRank} axes in a shape.");
            sizes[rank++] = size;
        }
        return new Shape(sizes[..rank]);
    }

    public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (int size in value.AsSpan())
            writer.WriteNumberValue(size);
        writer.WriteEndArray();
    }
}
