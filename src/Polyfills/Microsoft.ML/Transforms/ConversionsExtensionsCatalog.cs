using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Conversions between values and keys.</summary>
public static class ConversionsExtensionsCatalog
{
    private const int DefaultMaximumNumberOfKeys = 1_000_000;

    /// <summary>Numbers the values of a column, from 1; missing values become 0.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of keys.</param>
    /// <param name="inputColumnName">The column of values, or null for one of the same name.</param>
    /// <param name="maximumNumberOfKeys">The largest number of values to learn; others become 0.</param>
    /// <param name="keyOrdinality">The order of the keys.</param>
    /// <param name="addKeyValueAnnotationsAsText">Whether the annotation that says what keys stand for is text whatever the type of the values.</param>
    /// <param name="keyData">A view of one column with the values to number, or null to learn them in fitting.</param>
    /// <returns>The estimator.</returns>
    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        int maximumNumberOfKeys = DefaultMaximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView keyData = null) =>
        new([new InputOutputColumnPair(outputColumnName, inputColumnName)], maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText, keyData);

    /// <summary>Numbers the values of columns, each on its own, from 1; missing values become 0.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="maximumNumberOfKeys">The largest number of values to learn; others become 0.</param>
    /// <param name="keyOrdinality">The order of the keys.</param>
    /// <param name="addKeyValueAnnotationsAsText">Whether the annotation that says what keys stand for is text whatever the type of the values.</param>
    /// <param name="keyData">A view of one column with the values to number, or null to learn them in fitting.</param>
    /// <returns>The estimator.</returns>
    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        InputOutputColumnPair[] columns,
        int maximumNumberOfKeys = DefaultMaximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView keyData = null) =>
        new(columns, maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText, keyData);

    /// <summary>Gives back what the keys of a column stand for.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column of values.</param>
    /// <param name="inputColumnName">The column of keys, or null for one of the same name.</param>
    /// <returns>The estimator.</returns>
    public static KeyToValueMappingEstimator MapKeyToValue(this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName = null) =>
        new(new InputOutputColumnPair(outputColumnName, inputColumnName));

    /// <summary>Gives back what the keys of columns stand for.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns.</param>
    /// <returns>The estimator.</returns>
    public static KeyToValueMappingEstimator MapKeyToValue(this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns) =>
        new(columns);
}
