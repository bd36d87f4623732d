using EmotionKit;
using EmotionKit.Serving;

namespace Microsoft.ML;

/// <summary>Scoring in a service, found from <c>ml.Model</c>.</summary>
public static class EmotionKitServingExtensions
{
    /// <summary>Makes a pool of prediction engines, for programs that score on several threads, such as a web service.</summary>
    /// <typeparam name="TSrc">The type of the objects that go in; its properties name the columns.</typeparam>
    /// <typeparam name="TDst">The type of the objects that come out; columns that it does not name are not computed.</typeparam>
    /// <param name="catalog">The catalog <c>ml.Model</c>.</param>
    /// <param name="model">The model, from <c>Fit</c>, <c>LoadBundle</c> or <c>ml.Models()</c>; shared by the engines. The pool does not dispose it.</param>
    /// <param name="size">How many predictions can run at a time, 1 or more; null, the default, means as many as the machine has processors.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The model lacks a column, or is not made of row mappers only.</exception>
    public static EnginePool<TSrc, TDst> CreateEnginePool<TSrc, TDst>(this ModelOperationsCatalog catalog, ITransformer model, int? size = null)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        return new EnginePool<TSrc, TDst>(catalog, model, Check.AtLeast(size ?? Environment.ProcessorCount, 1, nameof(size)));
    }
}
