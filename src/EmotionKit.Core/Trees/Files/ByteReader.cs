using System.Runtime.InteropServices;

namespace EmotionKit.Trees;

/// <summary>Reads numbers from bytes, never past their end, and allocates no more than they hold.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <exception cref="InvalidDataException">The bytes end before.</exception>
    public int Int32(string what, int minimum, int maximum)
    {
        int value = Array<int>(1, what)[0];
        return value >= minimum && value <= maximum
            ? value
            : throw new InvalidDataException($"Model of trees: {what}: expected {minimum} to {maximum}, got {value}.");
    }

    /// <exception cref="InvalidDataException">The bytes end before.</exception>
    public T[] Array<T>(int count, string what)
        where T : unmanaged
    {
        long length = (long)count * Marshal.SizeOf<T>();
        if (count < 0 || length > _rest.Length)
            throw new InvalidDataException($"Model of trees: {what}: expected {length} bytes, got {_rest.Length}; the file is cut off or damaged.");
        T[] values = MemoryMarshal.Cast<byte, T>(_rest[..(int)length]).ToArray();
        _rest = _rest[(int)length..];
        return values;
    }

    /// <exception cref="InvalidDataException">There are bytes left.</exception>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
            throw new InvalidDataException($"Model of trees: expected its end, got {_rest.Length} more bytes.");
    }
}
