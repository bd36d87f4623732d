namespace Microsoft.ML;

/// <summary>Classification into several classes.</summary>
public sealed partial class MulticlassClassificationCatalog : TrainCatalogBase
{
    internal MulticlassClassificationCatalog(MLContext context)
        : base(context)
    {
        Trainers = new MulticlassClassificationTrainers();
    }

    /// <summary>Where extension methods that make trainers are found.</summary>
    public MulticlassClassificationTrainers Trainers { get; }

    /// <summary>Where extension methods that make trainers are found.</summary>
    public sealed class MulticlassClassificationTrainers : CatalogInstantiatorBase
    {
        internal MulticlassClassificationTrainers()
        {
        }
    }
}
