namespace Microsoft.ML;

/// <summary>Where extension methods that make estimators are found.</summary>
public sealed partial class TransformsCatalog
{
    internal TransformsCatalog()
    {
        Conversion = new ConversionTransforms();
    }

    /// <summary>Conversions of types.</summary>
    public ConversionTransforms Conversion { get; }
}
