using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EmotionKit.Reporting;

/// <summary>How reports become JSON, and cells text.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Settings { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumberConverter() },
    };

    public static JsonNode? Cell(object? value) => value switch
    {
        null => null,
        double number when !double.IsFinite(number) => null,
        double number => JsonValue.Create(number),
        float number when !float.IsFinite(number) => null,
        float number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        bool truth => JsonValue.Create(truth),
        string text => JsonValue.Create(text),
        _ => throw new ArgumentException($"A cell is text, a number, a Boolean or null, got {value.GetType().Name}.", nameof(value)),
    };

    public static string Text(object? value, string? format) => value switch
    {
        null => "",
        double number when double.IsNaN(number) => "",
        IFormattable number => number.ToString(format, CultureInfo.InvariantCulture),
        bool truth => truth ? "yes" : "no",
        _ => value.ToString() ?? "",
    };

    public static bool IsNumber(object? value) => value is double or float or int or long;

    /// <summary>JSON has no number for what is not finite: null.</summary>
    private sealed class FiniteNumberConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
