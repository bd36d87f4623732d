namespace Microsoft.ML.Data;

/// <summary>Base of the types whose values are copied by assignment.</summary>
public abstract class PrimitiveDataViewType : DataViewType
{
    /// <summary>Creates the type over its representation, which must not be disposable.</summary>
    /// <param name="rawType">The .NET type of the values.</param>
    protected PrimitiveDataViewType(Type rawType)
        : base(rawType)
    {
        if (typeof(IDisposable).IsAssignableFrom(rawType))
        {
            throw new ArgumentException($"A {nameof(PrimitiveDataViewType)} cannot have a disposable {nameof(RawType)}.", nameof(rawType));
        }
    }
}
