namespace Microsoft.ML.Data;

/// <summary>Creates editors of vectors.</summary>
public static class VBufferEditor
{
    /// <summary>Edits a vector in its present length and density.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="destination">The vector whose buffers are written to.</param>
    /// <returns>The editor.</returns>
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination) => destination.Edit();

    /// <summary>Edits the buffers of a vector in another length or density.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="destination">The vector whose buffers are written to.</param>
    /// <param name="newLogicalLength">The logical length.</param>
    /// <param name="valuesCount">The number of explicit values, or null for a dense vector.</param>
    /// <param name="maxValuesCapacity">The largest number of values to make room for, or null for no limit.</param>
    /// <param name="keepOldOnResize">Whether to keep the present values where buffers have to grow.</param>
    /// <param name="requireIndicesOnDense">Whether to provide indices for a dense vector too.</param>
    /// <returns>The editor.</returns>
    public static VBufferEditor<T> Create<T>(
        ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        Contracts.CheckParam(newLogicalLength >= 0, nameof(newLogicalLength), "Must be non-negative.");
        Contracts.CheckParam(valuesCount is null or >= 0, nameof(valuesCount), "If specified, must be non-negative.");
        Contracts.CheckParam(valuesCount is null || valuesCount <= newLogicalLength, nameof(valuesCount), $"If specified, must be no greater than {nameof(newLogicalLength)}.");
        return destination.Edit(newLogicalLength, valuesCount ?? newLogicalLength, maxValuesCapacity ?? Array.MaxLength, keepOldOnResize, requireIndicesOnDense);
    }
}
