namespace Microsoft.ML.Data;

/// <summary>Gives the vector of an array member a size.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class VectorTypeAttribute : Attribute
{
    /// <summary>A vector whose size varies.</summary>
    public VectorTypeAttribute()
    {
    }

    /// <summary>A vector of one dimension.</summary>
    /// <param name="size">The size, or 0 if it varies.</param>
    public VectorTypeAttribute(int size)
    {
        Contracts.CheckParam(size >= 0, nameof(size), "Should be non-negative number");
        Dimensions = [size];
    }

    /// <summary>A vector of several dimensions.</summary>
    /// <param name="dimensions">The dimensions, 0 where unknown.</param>
    public VectorTypeAttribute(params int[] dimensions)
    {
        Contracts.CheckParam(Array.TrueForAll(dimensions, d => d >= 0), nameof(dimensions), "Should contain only non-negative values");
        Dimensions = dimensions;
    }

    internal int[] Dimensions { get; }
}
