using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Writes column types the way EmotionKit's messages and bundles do: <c>Single</c>, <c>Text</c>, <c>Key&lt;UInt32, 8&gt;</c>,
/// <c>Vector&lt;Single, 180, 40&gt;</c>, <c>VarVector&lt;Single&gt;</c>.</summary>
internal static class TypeText
{
    public static string Of(DataViewType type) => type switch
    {
        VectorDataViewType { IsKnownSize: false } vector => $"VarVector<{Of(vector.ItemType)}>",
        VectorDataViewType vector => $"Vector<{Of(vector.ItemType)}, {string.Join(", ", vector.Dimensions)}>",
        KeyDataViewType key => $"Key<{key.RawType.Name}, {key.Count}>",
        TextDataViewType => "Text",
        _ => type.RawType.Name,
    };

    public static string Of(SchemaShape.Column column)
    {
        string item = column.IsKey ? $"Key<{column.ItemType.RawType.Name}>" : Of(column.ItemType);
        return column.Kind switch
        {
            SchemaShape.Column.VectorKind.Scalar => item,
            SchemaShape.Column.VectorKind.Vector => $"Vector<{item}>",
            _ => $"VarVector<{item}>",
        };
    }
}
