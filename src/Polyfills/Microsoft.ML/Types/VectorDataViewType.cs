using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>Vectors of a primitive type, represented by <see cref="VBuffer{T}"/>; several dimensions are stored last dimension fastest.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    /// <summary>Creates a vector type of one dimension.</summary>
    /// <param name="itemType">The type of the items.</param>
    /// <param name="size">The length of every value, or 0 if it varies.</param>
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : base(RawTypeOf(itemType))
    {
        Contracts.CheckParam(size >= 0, nameof(size), "Must not be negative.");
        ItemType = itemType;
        Size = size;
        Dimensions = [size];
    }

    /// <summary>Creates a vector type of any number of dimensions.</summary>
    /// <param name="itemType">The type of the items.</param>
    /// <param name="dimensions">The dimensions, 0 where unknown; their product must fit into an <see cref="int"/>.</param>
    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : base(RawTypeOf(itemType))
    {
        Contracts.CheckParam(dimensions is { Length: > 0 }, nameof(dimensions), "Must not be empty.");
        ItemType = itemType;
        Dimensions = [.. dimensions];
        Size = SizeOf(Dimensions);
    }

    /// <summary>Creates a vector type of any number of dimensions.</summary>
    /// <param name="itemType">The type of the items.</param>
    /// <param name="dimensions">The dimensions, 0 where unknown; their product must fit into an <see cref="int"/>.</param>
    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(RawTypeOf(itemType))
    {
        Contracts.CheckParam(dimensions.Length > 0, nameof(dimensions), "Must not be empty.");
        ItemType = itemType;
        Dimensions = dimensions;
        Size = SizeOf(Dimensions);
    }

    /// <summary>The dimensions, at least one; 0 stands for an unknown length.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>Whether every value has the same, known length.</summary>
    public bool IsKnownSize => Size > 0;

    /// <summary>The type of the items.</summary>
    public PrimitiveDataViewType ItemType { get; }

    /// <summary>The product of the dimensions: the length of every value, or 0 if it varies.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) =>
        other is VectorDataViewType vector
        && vector.ItemType.Equals(ItemType)
        && vector.Dimensions.AsSpan().SequenceEqual(Dimensions.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(ItemType);
        foreach (int dimension in Dimensions)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Dimensions.Length == 1)
        {
            return Size > 0 ? $"Vector<{ItemType}, {Size}>" : $"Vector<{ItemType}>";
        }

        return $"Vector<{ItemType}, {string.Join(", ", Dimensions.Select(d => d > 0 ? d.ToString() : "*"))}>";
    }

    private static Type RawTypeOf(PrimitiveDataViewType itemType)
    {
        Contracts.CheckValue(itemType, nameof(itemType));
        return typeof(VBuffer<>).MakeGenericType(itemType.RawType);
    }

    private static int SizeOf(ImmutableArray<int> dimensions)
    {
        int size = 1;
        foreach (int dimension in dimensions)
        {
            Contracts.CheckParam(dimension >= 0, nameof(dimensions), "Must not be negative.");
            size = checked(size * dimension);
        }

        return size;
    }
}
