namespace EmotionKit.Core.Tests.Audio;

/// <summary>Writes bits, most significant first, one at a time: slow and plain.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private int _used = 8;

    public void Bits(long value, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
        {
            if (_used == 8)
            {
                _bytes.Add(0);
                _used = 0;
            }
            _bytes[^1] |= (byte)(((value >> bit) & 1) << (7 - _used));
            _used++;
        }
    }

    public void Unary(long zeros)
    {
        for (long i = 0; i < zeros; i++)
            Bits(0, 1);
        Bits(1, 1);
    }

    public byte[] ToArray() => [.. _bytes];
}
