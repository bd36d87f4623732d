using Microsoft.ML.Data;

namespace EmotionKit.Onnx;

/// <summary>A column that a graph reads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal sealed record TableColumn(string Name, DataViewType Type);
