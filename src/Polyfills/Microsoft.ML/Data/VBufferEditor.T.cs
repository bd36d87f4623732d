namespace Microsoft.ML.Data;

/// <summary>Writes into the buffers of a vector; <see cref="Commit"/> makes a vector of them.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly ref struct VBufferEditor<T>
{
    /// <summary>The explicit values.</summary>
    public readonly Span<T> Values;

    /// <summary>The indices of the explicit values; empty if the vector is dense and they were not asked for.</summary>
    public readonly Span<int> Indices;

    private readonly int _length;
    private readonly T[] _values;
    private readonly int[] _indices;

    internal VBufferEditor(int length, int count, T[] values, int[] indices, bool useIndices, bool createdNewValues, bool createdNewIndices)
    {
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = useIndices ? indices.AsSpan(0, count) : default;
        CreatedNewValues = createdNewValues;
        CreatedNewIndices = createdNewIndices;
    }

    /// <summary>Whether <see cref="Values"/> is a new array.</summary>
    public bool CreatedNewValues { get; }

    /// <summary>Whether <see cref="Indices"/> is a new array.</summary>
    public bool CreatedNewIndices { get; }

    /// <summary>Makes a vector of what was written.</summary>
    /// <returns>The vector.</returns>
    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);

    /// <summary>Makes a vector of the first of the values that were written.</summary>
    /// <param name="physicalValuesCount">The number of explicit values.</param>
    /// <returns>The vector.</returns>
    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        Contracts.CheckParam(physicalValuesCount <= Values.Length, nameof(physicalValuesCount), "Must not exceed the number of values that the editor was created for.");
        return new VBuffer<T>(_length, physicalValuesCount, _values, _indices);
    }
}
