namespace EmotionKit.Onnx;

/// <summary>How a column's rows lie in a tensor.</summary>
/// <param name="Tensor">The model's input or output.</param>
/// <param name="RowShape">Sizes of one row's part, without the batch dimension.</param>
internal sealed record TensorPlan(TensorInfo Tensor, long[] RowShape)
{
    /// <summary>Values at most, of a row or of a call: ONNX Runtime takes at most 2 GiB of managed memory as one tensor.</summary>
    public const long MaxValues = int.MaxValue / sizeof(double);

    /// <summary>Values of one row.</summary>
    public int RowLength { get; } = Length(Tensor, RowShape);

    /// <summary>The tensor's shape with <paramref name="rows"/> rows; that of a single row where the model has no batch dimension.</summary>
    public long[] ShapeOf(int rows, bool hasBatch) => hasBatch ? [rows, .. RowShape] : RowShape;

    /// <exception cref="ArgumentException">There are no values, or too many.</exception>
    private static int Length(TensorInfo tensor, long[] rowShape)
    {
        long length = 1;
        foreach (long size in rowShape)
            length = size is > 0 and <= MaxValues ? Math.Min(length * size, MaxValues + 1) : 0;
        if (length is 0 or > MaxValues)
            throw new ArgumentException($"ScoreOnnx: a row of {tensor} has the sizes [{string.Join(", ", rowShape)}]. Expected 1 to {MaxValues} values.");
        return (int)length;
    }
}
