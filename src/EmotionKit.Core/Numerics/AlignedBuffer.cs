namespace EmotionKit.Numerics;

/// <summary>Floats at a fixed address that is a multiple of 64, so that kernels may use pointers and whole cache lines.</summary>
/// <remarks>The memory lies on the pinned object heap: it lives as long as this object is reachable.</remarks>
internal sealed unsafe class AlignedBuffer
{
    private const int LineFloats = 16;
    private float[] _memory = [];

    /// <summary>The first float; valid until the next <see cref="Reserve"/>.</summary>
    public float* Pointer { get; private set; }

    public int Length { get; private set; }

    /// <summary>Makes room for <paramref name="length"/> floats. What was there is lost when the buffer grows.</summary>
    public void Reserve(int length)
    {
        if (length <= Length)
            return;
        int grown = (int)Math.Min(Array.MaxLength - 2 * LineFloats, Math.Max(length, Length + (long)Length / 2));
        if (length > grown)
            throw new ArgumentOutOfRangeException(nameof(length), length, $"length: expected at most {grown} floats in one buffer, got {length}.");
        _memory = GC.AllocateUninitializedArray<float>(grown + LineFloats, pinned: true);
        fixed (float* start = _memory)
            Pointer = (float*)(((nuint)start + 63) & ~(nuint)63);
        Length = grown;
    }

    public Span<float> AsSpan(int length) => new(Pointer, Math.Min(length, Length));
}
