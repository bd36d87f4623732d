namespace Microsoft.ML.Data;

/// <summary>The type of a column: what its values mean, beyond the .NET type that represents them.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType)
    {
        RawType = rawType ?? throw new ArgumentNullException(nameof(rawType));
    }

    /// <summary>The .NET type that represents values; several column types may share one.</summary>
    public Type RawType { get; }

    /// <summary>Whether the other type is the same column type.</summary>
    /// <param name="other">The type to compare with.</param>
    /// <returns>Whether both are the same.</returns>
    public abstract bool Equals(DataViewType other);
}
