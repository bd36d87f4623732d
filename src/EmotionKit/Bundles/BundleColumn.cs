namespace EmotionKit.Bundles;

/// <summary>A column of a model's input.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">Its type: <c>Text</c>, <c>Single</c>, <c>Vector&lt;Single, 3&gt;</c>, <c>VarVector&lt;Single&gt;</c>, <c>Key&lt;UInt32, 8&gt;</c> ...</param>
/// <param name="Annotations">What is known about it, such as the values of its keys; null for nothing.</param>
public sealed record BundleColumn(string Name, string Type, IReadOnlyList<BundleAnnotation>? Annotations = null);
