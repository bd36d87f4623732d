using EmotionKit.Numerics;

namespace EmotionKit.Neural;

/// <summary>Numbers in the order of a <see cref="ParameterLayout"/>: weights, or their gradients. Gaps hold 0.</summary>
internal sealed unsafe class ParameterValues
{
    private readonly AlignedBuffer<float> _buffer = new();
    private readonly int _length;

    public ParameterValues(int length)
    {
        _length = length;
        _buffer.Reserve(Math.Max(1, length));
        Span.Clear();
    }

    public Span<float> Span => new(_buffer.Pointer, _length);

    public Span<float> Of(ParameterSlot slot) => new(_buffer.Pointer + slot.Offset, slot.Length);
}
