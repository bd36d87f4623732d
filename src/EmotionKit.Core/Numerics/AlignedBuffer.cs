namespace EmotionKit.Numerics;

/// <summary>Numbers at a fixed address that is a multiple of 64, so that kernels may use pointers and whole cache lines.</summary>
/// <remarks>The memory lies on the pinned object heap and lives as long as this object is reachable: who keeps the pointer keeps the
/// object too, in a field or a pool, or calls <see cref="GC.KeepAlive"/> after the last use.</remarks>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private const int LineBytes = 64;
    private T[] _memory = [];

    /// <summary>The first number; valid until the next <see cref="Reserve"/>.</summary>
    public T* Pointer { get; private set; }

    public int Length { get; private set; }

    /// <summary>Makes room for <paramref name="length"/> numbers. What was there is lost when the buffer grows.</summary>
    public void Reserve(long length)
    {
        if (length <= Length)
            return;
        int line = LineBytes / sizeof(T);
        int most = Array.MaxLength - line;
        if (length > most)
            throw new ArgumentOutOfRangeException(nameof(length), length, $"length: expected at most {most} numbers in one buffer, got {length}. Use shorter clips or smaller frames.");
        int grown = (int)Math.Min(most, Math.Max(length, Length + (long)Length / 2));
        _memory = GC.AllocateUninitializedArray<T>(grown + line, pinned: true);
        fixed (T* start = _memory)
            Pointer = (T*)(((nuint)start + LineBytes - 1) & ~(nuint)(LineBytes - 1));
        Length = grown;
    }
}
