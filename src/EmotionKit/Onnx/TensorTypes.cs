using EmotionKit.Rows;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EmotionKit.Onnx;

/// <summary>Which column types belong to which tensor types.</summary>
internal static class TensorTypes
{
    /// <summary>The item type of the column that an output becomes, or null where there is none.</summary>
    public static PrimitiveDataViewType? ItemTypeOf(TensorElementType type) => type switch
    {
        TensorElementType.Float or TensorElementType.Float16 => NumberDataViewType.Single,
        TensorElementType.Double => NumberDataViewType.Double,
        TensorElementType.Int8 => NumberDataViewType.SByte,
        TensorElementType.Int16 => NumberDataViewType.Int16,
        TensorElementType.Int32 => NumberDataViewType.Int32,
        TensorElementType.Int64 => NumberDataViewType.Int64,
        TensorElementType.UInt8 => NumberDataViewType.Byte,
        TensorElementType.UInt16 => NumberDataViewType.UInt16,
        TensorElementType.UInt32 => NumberDataViewType.UInt32,
        TensorElementType.UInt64 => NumberDataViewType.UInt64,
        TensorElementType.Bool => BooleanDataViewType.Instance,
        TensorElementType.String => TextDataViewType.Instance,
        _ => null,
    };

    /// <summary>What scoring accepts as a column for an input: vectors of known size, and scalars where one value is enough.</summary>
    /// <exception cref="NotSupportedException">The input is of a kind that no column can hold.</exception>
    public static TypeRule RuleFor(TensorInfo input)
    {
        if (ItemTypeOf(input.ElementType) is not { } item)
            throw Unsupported("input", input);
        Type exact = item.RawType;
        Type? widened = input.ElementType switch
        {
            TensorElementType.Double => typeof(float),
            TensorElementType.Int64 => typeof(int),
            _ => null,
        };
        string name = widened is null ? TypeText.Of(item) : $"{TypeText.Of(item)} or {widened.Name}";
        return new TypeRule($"a vector of known size, or a single value, of {name} for {input}",
            (kind, type, isKey) => !isKey && (type == exact || type == widened)
                && kind != Microsoft.ML.SchemaShape.Column.VectorKind.VariableVector);
    }

    public static NotSupportedException Unsupported(string what, TensorInfo tensor) => new(
        $"{ScoreOnnx}: the model's {what} {tensor} cannot be a column. Expected a tensor of Float, Float16, Double, an integer type, Bool or "
        + "String. (A classifier from scikit-learn has such tensors when converted with zipmap=False.)");

    /// <summary>The component's name, for messages and bundles.</summary>
    public const string ScoreOnnx = "ScoreOnnx";
}
