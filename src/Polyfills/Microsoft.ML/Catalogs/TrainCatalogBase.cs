namespace Microsoft.ML;

/// <summary>Base of the catalogs of one kind of task.</summary>
public abstract partial class TrainCatalogBase
{
    private protected TrainCatalogBase(MLContext context)
    {
        Context = context;
    }

    private protected MLContext Context { get; }
}
