using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Sees a vector as a span, sparse ones too. Keeps its buffer.</summary>
internal sealed class DenseSpan<T>
{
    private T[] _buffer = [];

    /// <summary>All values, zeros included. Valid until the next call, or until the vector changes.</summary>
    public ReadOnlySpan<T> Of(in VBuffer<T> vector)
    {
        if (vector.IsDense)
            return vector.GetValues();
        if (_buffer.Length < vector.Length)
            _buffer = new T[vector.Length];
        Span<T> dense = _buffer.AsSpan(0, vector.Length);
        dense.Clear();
        ReadOnlySpan<T> values = vector.GetValues();
        ReadOnlySpan<int> indices = vector.GetIndices();
        for (int i = 0; i < indices.Length; i++)
            dense[indices[i]] = values[i];
        return dense;
    }
}
