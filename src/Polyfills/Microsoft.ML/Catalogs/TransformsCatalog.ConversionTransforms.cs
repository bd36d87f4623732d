namespace Microsoft.ML;

public sealed partial class TransformsCatalog
{
    /// <summary>Where extension methods that make conversions are found.</summary>
    public sealed class ConversionTransforms
    {
        internal ConversionTransforms()
        {
        }
    }
}
