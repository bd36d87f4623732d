using EmotionKit.Rows;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EmotionKit.Onnx;

/// <summary>The memory of one input for the rows of one call.</summary>
internal abstract class InputTensor(TensorPlan plan) : IDisposable
{
    private OrtValue? _value;
    private int _rows;

    public TensorPlan Plan { get; } = plan;

    /// <param name="plan">Tensor and sizes.</param>
    /// <param name="column">Type of the column that is written.</param>
    /// <param name="capacity">Rows of a call at most.</param>
    public static InputTensor Create(TensorPlan plan, DataViewType column, int capacity)
    {
        bool isVector = column is VectorDataViewType;
        Type item = column is VectorDataViewType vector ? vector.ItemType.RawType : column.RawType;
        return plan.Tensor.ElementType switch
        {
            TensorElementType.Float => new NumericInput<float, float, Conversion.Same<float>>(plan, isVector, capacity),
            TensorElementType.Float16 => new NumericInput<float, Float16, Conversion.SingleToHalf>(plan, isVector, capacity),
            TensorElementType.Double when item == typeof(float) =>
                new NumericInput<float, double, Conversion.SingleToDouble>(plan, isVector, capacity),
            TensorElementType.Double => new NumericInput<double, double, Conversion.Same<double>>(plan, isVector, capacity),
            TensorElementType.Int8 => new NumericInput<sbyte, sbyte, Conversion.Same<sbyte>>(plan, isVector, capacity),
            TensorElementType.Int16 => new NumericInput<short, short, Conversion.Same<short>>(plan, isVector, capacity),
            TensorElementType.Int32 => new NumericInput<int, int, Conversion.Same<int>>(plan, isVector, capacity),
            TensorElementType.Int64 when item == typeof(int) =>
                new NumericInput<int, long, Conversion.Int32ToInt64>(plan, isVector, capacity),
            TensorElementType.Int64 => new NumericInput<long, long, Conversion.Same<long>>(plan, isVector, capacity),
            TensorElementType.UInt8 => new NumericInput<byte, byte, Conversion.Same<byte>>(plan, isVector, capacity),
            TensorElementType.UInt16 => new NumericInput<ushort, ushort, Conversion.Same<ushort>>(plan, isVector, capacity),
            TensorElementType.UInt32 => new NumericInput<uint, uint, Conversion.Same<uint>>(plan, isVector, capacity),
            TensorElementType.UInt64 => new NumericInput<ulong, ulong, Conversion.Same<ulong>>(plan, isVector, capacity),
            TensorElementType.Bool => new NumericInput<bool, bool, Conversion.Same<bool>>(plan, isVector, capacity),
            TensorElementType.String => new TextInput(plan, isVector, capacity),
            _ => throw TensorTypes.Unsupported("input", plan.Tensor),
        };
    }

    /// <summary>Puts input <paramref name="input"/> of a row of the batch in place <paramref name="place"/> of the call.</summary>
    public abstract void Write(in BatchCells batch, int row, int input, int place);

    /// <summary>Fills the places from <paramref name="first"/> on with zeros or empty texts.</summary>
    public abstract void Clear(int first);

    /// <summary>The first <paramref name="rows"/> places as a tensor; valid until the next call.</summary>
    public OrtValue ValueOf(bool hasBatch, int rows)
    {
        if (_value is null || _rows != rows)
        {
            _value?.Dispose();
            _value = CreateValue(Plan.ShapeOf(rows, hasBatch));
            _rows = rows;
        }
        Publish(_value, rows * Plan.RowLength);
        return _value;
    }

    public void Dispose() => _value?.Dispose();

    protected abstract OrtValue CreateValue(long[] shape);

    /// <summary>Brings what was written into the tensor where that does not read it in place.</summary>
    protected virtual void Publish(OrtValue value, int count)
    {
    }

    /// <summary>The places of one row's values.</summary>
    protected Span<T> Place<T>(T[] values, int place) => values.AsSpan(place * Plan.RowLength, Plan.RowLength);

    protected void RequireLength(int length)
    {
        if (length != Plan.RowLength)
            throw new ArgumentException($"expected {Plan.RowLength} values for {Plan.Tensor}, got {length}.");
    }
}
