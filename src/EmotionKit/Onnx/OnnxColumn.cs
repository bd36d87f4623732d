namespace EmotionKit.Onnx;

/// <summary>A column of the data and the tensor of the model that it belongs to.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Tensor">Name of the model's input or output; null means the one of the column's name, or else the model's only one.</param>
public sealed record OnnxColumn(string Column, string? Tensor = null);
