using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Numbered values.</summary>
internal abstract class TermMap(PrimitiveDataViewType itemType)
{
    public PrimitiveDataViewType ItemType { get; } = itemType;

    public abstract int Count { get; }

    public static TermMap Load(BinaryReader reader)
    {
        var itemType = (PrimitiveDataViewType)TypeCodec.Read(reader);
        Array terms = ValueCodec.ReadArray(reader, itemType.RawType);
        return (TermMap)GenericInvoker.Create(typeof(TermMap<>), itemType.RawType, itemType, terms);
    }

    /// <summary>Makes the getter of the keys of a column's values.</summary>
    public abstract Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column);

    /// <summary>The values, that of key 1 first, as an annotation.</summary>
    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder builder, bool asText);

    public abstract void Save(BinaryWriter writer);
}
