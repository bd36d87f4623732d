namespace Microsoft.ML.Data;

/// <summary>Makes a member of an unsigned integer type a key.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class KeyTypeAttribute : Attribute
{
    /// <summary>A key with as many categories as the type can count.</summary>
    public KeyTypeAttribute()
    {
    }

    /// <summary>A key with a number of categories.</summary>
    /// <param name="count">The number of categories.</param>
    public KeyTypeAttribute(ulong count)
    {
        Count = count;
    }

    internal ulong? Count { get; }
}
