using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where everything is found: catalogs of data operations, transforms, trainers and models.</summary>
public sealed class MLContext : IHostEnvironment
{
    private readonly Random _random;
    private readonly Lock _randomLock = new();

    /// <summary>Creates a context.</summary>
    /// <param name="seed">The seed of whatever is random and has no seed of its own; null for another one each time.</param>
    public MLContext(int? seed = null)
    {
        Seed = seed;
        _random = seed is { } value ? new Random(value) : new Random();
        Data = new DataOperationsCatalog(this);
        Transforms = new TransformsCatalog();
        Model = new ModelOperationsCatalog();
        MulticlassClassification = new MulticlassClassificationCatalog(this);
        BinaryClassification = new BinaryClassificationCatalog(this);
    }

    /// <summary>Receives log messages. Nothing in the stand-in writes any.</summary>
    public event EventHandler<LoggingEventArgs> Log
    {
        add { }
        remove { }
    }

    /// <summary>Loading, splitting, filtering and caching data.</summary>
    public DataOperationsCatalog Data { get; }

    /// <summary>Transforms of data.</summary>
    public TransformsCatalog Transforms { get; }

    /// <summary>What can be done with models.</summary>
    public ModelOperationsCatalog Model { get; }

    /// <summary>Classification into several classes.</summary>
    public MulticlassClassificationCatalog MulticlassClassification { get; }

    /// <summary>Classification into two classes.</summary>
    public BinaryClassificationCatalog BinaryClassification { get; }

    internal int? Seed { get; }

    /// <summary>A seed for something that was given none.</summary>
    internal int NextSeed()
    {
        lock (_randomLock)
        {
            return _random.Next();
        }
    }
}
