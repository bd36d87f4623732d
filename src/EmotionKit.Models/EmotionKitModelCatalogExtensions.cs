using EmotionKit.Models;

namespace Microsoft.ML;

/// <summary>Trained models, from the context.</summary>
public static class EmotionKitModelCatalogExtensions
{
    /// <summary>The models that ship with EmotionKit.Models.</summary>
    /// <param name="ml">The context.</param>
    public static ModelCatalog Models(this MLContext ml)
    {
        ArgumentNullException.ThrowIfNull(ml);
        return new ModelCatalog(ml);
    }
}
