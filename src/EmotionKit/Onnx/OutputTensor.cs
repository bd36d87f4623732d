using EmotionKit.Rows;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EmotionKit.Onnx;

/// <summary>The memory of one output for the rows of one call.</summary>
internal abstract class OutputTensor(TensorPlan plan) : IDisposable
{
    private int _rows;

    public TensorPlan Plan { get; } = plan;

    protected OrtValue? Value { get; private set; }

    /// <param name="plan">Tensor and sizes.</param>
    /// <param name="capacity">Rows of a call at most.</param>
    public static OutputTensor Create(TensorPlan plan, int capacity) => plan.Tensor.ElementType switch
    {
        TensorElementType.Float => new NumericOutput<float, float, Conversion.Same<float>>(plan, capacity),
        TensorElementType.Float16 => new NumericOutput<Float16, float, Conversion.HalfToSingle>(plan, capacity),
        TensorElementType.Double => new NumericOutput<double, double, Conversion.Same<double>>(plan, capacity),
        TensorElementType.Int8 => new NumericOutput<sbyte, sbyte, Conversion.Same<sbyte>>(plan, capacity),
        TensorElementType.Int16 => new NumericOutput<short, short, Conversion.Same<short>>(plan, capacity),
        TensorElementType.Int32 => new NumericOutput<int, int, Conversion.Same<int>>(plan, capacity),
        TensorElementType.Int64 => new NumericOutput<long, long, Conversion.Same<long>>(plan, capacity),
        TensorElementType.UInt8 => new NumericOutput<byte, byte, Conversion.Same<byte>>(plan, capacity),
        TensorElementType.UInt16 => new NumericOutput<ushort, ushort, Conversion.Same<ushort>>(plan, capacity),
        TensorElementType.UInt32 => new NumericOutput<uint, uint, Conversion.Same<uint>>(plan, capacity),
        TensorElementType.UInt64 => new NumericOutput<ulong, ulong, Conversion.Same<ulong>>(plan, capacity),
        TensorElementType.Bool => new NumericOutput<bool, bool, Conversion.Same<bool>>(plan, capacity),
        TensorElementType.String => new TextOutput(plan),
        _ => throw TensorTypes.Unsupported("output", plan.Tensor),
    };

    /// <summary>Memory for <paramref name="rows"/> rows, for ONNX Runtime to write to; valid until asked for with another number.</summary>
    public OrtValue ValueOf(bool hasBatch, int rows)
    {
        if (Value is null || _rows != rows)
        {
            Value?.Dispose();
            Value = CreateValue(Plan.ShapeOf(rows, hasBatch));
            _rows = rows;
        }
        return Value;
    }

    /// <summary>Writes the values of place <paramref name="place"/> of the call into output <paramref name="output"/> of a row.</summary>
    public abstract void Read(in BatchCells batch, int row, int output, int place);

    public void Dispose() => Value?.Dispose();

    protected abstract OrtValue CreateValue(long[] shape);
}
