namespace Microsoft.ML;

/// <summary>Classification into two classes.</summary>
public sealed partial class BinaryClassificationCatalog : TrainCatalogBase
{
    internal BinaryClassificationCatalog(MLContext context)
        : base(context)
    {
        Trainers = new BinaryClassificationTrainers();
    }

    /// <summary>Where extension methods that make trainers are found.</summary>
    public BinaryClassificationTrainers Trainers { get; }

    /// <summary>Where extension methods that make trainers are found.</summary>
    public sealed class BinaryClassificationTrainers : CatalogInstantiatorBase
    {
        internal BinaryClassificationTrainers()
        {
        }
    }
}
