using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>What EmotionKit's estimators of row mapping components have in common. Not meant to be derived from outside
/// EmotionKit.</summary>
/// <typeparam name="TTransformer">What fitting gives.</typeparam>
public abstract class RowEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    private protected RowEstimator()
    {
    }

    /// <summary>The name of the extension method that makes the component.</summary>
    internal abstract string ComponentName { get; }

    /// <summary>Learns what the component needs from <paramref name="input"/>, if anything, and returns its transformer.</summary>
    /// <exception cref="ArgumentException">An input column is missing or of a wrong type.</exception>
    public abstract TTransformer Fit(IDataView input);

    /// <summary>The shape of the data after the transform, from that before it.</summary>
    /// <exception cref="ArgumentException">An input column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return SchemaShapes.Append(inputSchema, Promise(inputSchema));
    }

    /// <summary>The columns that the transformer will add: names, kinds, item types and kinds of annotations must be right, sizes
    /// and annotation values need not be.</summary>
    private protected abstract MappedColumn[] Promise(SchemaShape input);
}
