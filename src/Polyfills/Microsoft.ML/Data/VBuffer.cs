namespace Microsoft.ML.Data;

/// <summary>
/// A vector, dense or sparse. Values that a sparse vector does not hold are the default of <typeparamref name="T"/>.
/// It is read-only; <see cref="VBufferEditor"/> writes into its buffers and makes a new one of them.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public readonly struct VBuffer<T>
{
    /// <summary>The logical length.</summary>
    public readonly int Length;

    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    /// <summary>Creates a dense vector, which owns the arrays from now on.</summary>
    /// <param name="length">The length.</param>
    /// <param name="values">At least <paramref name="length"/> values; may be null if that is 0.</param>
    /// <param name="indices">A buffer to keep for later use, or null.</param>
    public VBuffer(int length, T[] values, int[] indices = null)
    {
        Contracts.CheckParam(length >= 0, nameof(length), "Must not be negative.");
        Contracts.CheckParam(SizeOf(values) >= length, nameof(values), "Must hold as many values as the vector is long.");
        Length = length;
        _count = length;
        _values = values;
        _indices = indices;
    }

    /// <summary>Creates a vector, sparse if <paramref name="count"/> is less than <paramref name="length"/>; it owns the arrays from now on.</summary>
    /// <param name="length">The logical length.</param>
    /// <param name="count">The number of explicit values, from 0 to <paramref name="length"/>.</param>
    /// <param name="values">At least <paramref name="count"/> values.</param>
    /// <param name="indices">The increasing indices of the values; needed only if the vector is sparse.</param>
    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        Contracts.CheckParam(length >= 0, nameof(length), "Must not be negative.");
        Contracts.CheckParam(count >= 0 && count <= length, nameof(count), "Must be from 0 to the length.");
        Contracts.CheckParam(SizeOf(values) >= count, nameof(values), "Must hold all explicit values.");
        Contracts.CheckParam(count == length || SizeOf(indices) >= count, nameof(indices), "Must hold the indices of all explicit values.");
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    /// <summary>Whether every value is explicit.</summary>
    public bool IsDense => _count == Length;

    /// <summary>Copies a part of an array into a dense vector.</summary>
    /// <param name="source">The array.</param>
    /// <param name="sourceIndex">Where to start.</param>
    /// <param name="destination">Receives the copy; its buffers are reused.</param>
    /// <param name="length">The number of values.</param>
    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        Contracts.CheckParam(length >= 0 && length <= SizeOf(source), nameof(length), "Must be from 0 to the size of the source.");
        Contracts.CheckParam(sourceIndex >= 0 && sourceIndex <= SizeOf(source) - length, nameof(sourceIndex), "Must lie within the source.");
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>The explicit values: all, if the vector is dense.</summary>
    /// <returns>The values.</returns>
    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    /// <summary>The indices of the explicit values, in increasing order; empty if the vector is dense.</summary>
    /// <returns>The indices.</returns>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    /// <summary>Copies to a dense vector.</summary>
    /// <param name="destination">Receives the copy; its buffers are reused.</param>
    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>Copies to a vector that is dense if this one is.</summary>
    /// <param name="destination">Receives the copy; its buffers are reused.</param>
    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    /// <summary>Copies a range to a vector.</summary>
    /// <param name="destination">Receives the copy; its buffers are reused.</param>
    /// <param name="sourceIndex">The first index of the range.</param>
    /// <param name="length">The length of the range.</param>
    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        Contracts.CheckParam(sourceIndex >= 0 && sourceIndex <= Length, nameof(sourceIndex), "Must lie within the vector.");
        Contracts.CheckParam(length >= 0 && sourceIndex <= Length - length, nameof(length), "Must lie within the vector.");
        int from = IsDense ? sourceIndex : LowerBound(sourceIndex);
        int to = IsDense ? sourceIndex + length : LowerBound(sourceIndex + length);
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, to - from);
        _values.AsSpan(from, to - from).CopyTo(editor.Values);
        for (int i = 0; i < editor.Indices.Length; i++)
        {
            editor.Indices[i] = _indices[from + i] - sourceIndex;
        }

        destination = editor.Commit();
    }

    /// <summary>Copies all values, explicit or not, to a span.</summary>
    /// <param name="destination">At least as long as the vector.</param>
    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    /// <summary>Copies all values, explicit or not, to a part of a span.</summary>
    /// <param name="destination">The span.</param>
    /// <param name="destinationIndex">Where to start in it.</param>
    /// <param name="defaultValue">Stands for the values that a sparse vector does not hold.</param>
    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        Contracts.CheckParam(destinationIndex >= 0 && destinationIndex <= destination.Length - Length, nameof(destination), "Not large enough to hold these values.");
        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        target.Fill(defaultValue);
        for (int i = 0; i < _count; i++)
        {
            target[_indices[i]] = _values[i];
        }
    }

    /// <summary>The values with their indices.</summary>
    /// <param name="all">Whether to include those that a sparse vector does not hold.</param>
    /// <returns>Pairs in increasing order of the index.</returns>
    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        int next = 0;
        for (int i = 0; i < _count; i++)
        {
            int index = IsDense ? i : _indices[i];
            while (all && next < index)
            {
                yield return new KeyValuePair<int, T>(next++, default);
            }

            yield return new KeyValuePair<int, T>(index, _values[i]);
            next = index + 1;
        }

        while (all && next < Length)
        {
            yield return new KeyValuePair<int, T>(next++, default);
        }
    }

    /// <summary>All values, explicit or not.</summary>
    /// <returns>As many values as the vector is long.</returns>
    public IEnumerable<T> DenseValues()
    {
        foreach (KeyValuePair<int, T> item in Items(all: true))
        {
            yield return item.Value;
        }
    }

    /// <summary>The value at an index.</summary>
    /// <param name="index">The index, from 0.</param>
    /// <param name="destination">Receives the value.</param>
    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    /// <summary>The value at an index.</summary>
    /// <param name="index">The index, from 0.</param>
    /// <returns>The value.</returns>
    public T GetItemOrDefault(int index)
    {
        Contracts.CheckParam(index >= 0 && index < Length, nameof(index), "Must lie within the vector.");
        if (IsDense)
        {
            return _values[index];
        }

        int position = LowerBound(index);
        return position < _count && _indices[position] == index ? _values[position] : default;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    internal VBufferEditor<T> Edit(int length, int count, int capacity, bool keepOld, bool requireIndices)
    {
        T[] values = _values;
        bool newValues = EnsureSize(ref values, count, capacity, keepOld);
        int[] indices = _indices;
        bool useIndices = count < length || requireIndices;
        bool newIndices = useIndices && EnsureSize(ref indices, count, capacity, keepOld);
        return new VBufferEditor<T>(length, count, values, indices, useIndices, newValues, newIndices);
    }

    internal VBufferEditor<T> Edit() => Edit(Length, _count, Array.MaxLength, keepOld: false, requireIndices: false);

    private static int SizeOf<TItem>(TItem[] array) => array is null ? 0 : array.Length;

    private static bool EnsureSize<TItem>(ref TItem[] array, int size, int capacity, bool keepOld)
    {
        if (SizeOf(array) >= size)
        {
            return false;
        }

        Contracts.CheckParam(size <= capacity, "maxValuesCapacity", $"Cannot hold {size} values within a capacity of {capacity}.");
        if (!keepOld)
        {
            array = new TItem[size];
            return true;
        }

        long doubled = 2L * SizeOf(array);
        Array.Resize(ref array, (int)Math.Min(capacity, Math.Max(size, doubled)));
        return true;
    }

    private int LowerBound(int index)
    {
        if (_count == 0)
        {
            return 0;
        }

        int position = Array.BinarySearch(_indices, 0, _count, index);
        return position < 0 ? ~position : position;
    }
}
