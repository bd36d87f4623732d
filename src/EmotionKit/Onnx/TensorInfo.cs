using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EmotionKit.Onnx;

/// <summary>What a model says of one of its inputs or outputs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">Of its values; <see cref="TensorElementType.DataTypeMax"/> where it is not a tensor.</param>
/// <param name="Dimensions">Sizes; -1 where a dimension is free.</param>
/// <param name="Symbols">Names of free dimensions; empty where a dimension is fixed or has no name.</param>
internal sealed record TensorInfo(string Name, TensorElementType ElementType, int[] Dimensions, string[] Symbols)
{
    public static TensorInfo[] All(IReadOnlyList<string> names, IReadOnlyDictionary<string, NodeMetadata> metadata)
    {
        var all = new TensorInfo[names.Count];
        for (int i = 0; i < all.Length; i++)
        {
            NodeMetadata node = metadata[names[i]];
            all[i] = node.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR
                ? new TensorInfo(names[i], node.ElementDataType, node.Dimensions, node.SymbolicDimensions)
                : new TensorInfo(names[i], TensorElementType.DataTypeMax, [], []);
        }
        return all;
    }

    public bool IsTensor => ElementType != TensorElementType.DataTypeMax;

    public bool HasFreeBatch => Dimensions.Length > 0 && Dimensions[0] < 0;

    /// <summary>Such as <c>tensor 'x' (Float [n, 130, 40])</c>.</summary>
    public override string ToString() => IsTensor
        ? $"tensor '{Name}' ({ElementType} [{string.Join(", ", Dimensions.Select((size, i) => size >= 0 ? $"{size}" : Symbols[i].Length > 0 ? Symbols[i] : "?"))}])"
        : $"'{Name}' (not a tensor)";
}
