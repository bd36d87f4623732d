using System.Text.Json;

namespace EmotionKit.Bundles;

/// <summary>Something known about a column.</summary>
/// <param name="Kind">Such as <c>KeyValues</c> or <c>SlotNames</c>.</param>
/// <param name="Type">The type of the value.</param>
/// <param name="Value">The value; an array for a vector.</param>
public sealed record BundleAnnotation(string Kind, string Type, JsonElement Value);
