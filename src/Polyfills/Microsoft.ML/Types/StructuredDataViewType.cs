namespace Microsoft.ML.Data;

/// <summary>Base of the types whose values own buffers, so that assigning one does not copy it.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    /// <summary>Creates the type over its representation.</summary>
    /// <param name="rawType">The .NET type of the values.</param>
    protected StructuredDataViewType(Type rawType)
        : base(rawType)
    {
    }
}
