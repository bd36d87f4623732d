namespace EmotionKit.Onnx;

/// <summary>How a column's rows lie in a tensor.</summary>
/// <param name="Tensor">The model's input or output.</param>
/// <param name="RowShape">Sizes of one row's part, without the batch dimension.</param>
internal sealed record TensorPlan(TensorInfo Tensor, long[] RowShape)
{
    /// <summary>Values of one row.</summary>
    public int RowLength { get; } = checked((int)RowFit.Length(RowShape));

    /// <summary>The tensor's shape with <paramref name="rows"/> rows; that of a single row where the model has no batch dimension.</summary>
    public long[] ShapeOf(int rows, bool hasBatch) => hasBatch ? [rows, .. RowShape] : RowShape;
}
