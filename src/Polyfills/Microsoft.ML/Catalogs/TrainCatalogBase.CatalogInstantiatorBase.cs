namespace Microsoft.ML;

public abstract partial class TrainCatalogBase
{
    /// <summary>Base of the lists of trainers.</summary>
    public abstract class CatalogInstantiatorBase
    {
        private protected CatalogInstantiatorBase()
        {
        }
    }
}
