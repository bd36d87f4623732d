using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EmotionKit.Neural;

/// <summary>Floats in files: little-endian, bit by bit.</summary>
internal static class FloatStream
{
    public static void Write(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            writer.Write(MemoryMarshal.AsBytes(values));
            return;
        }
        foreach (float value in values)
            writer.Write(BinaryPrimitives.ReverseEndianness(BitConverter.SingleToInt32Bits(value)));
    }

    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static void Read(BinaryReader reader, Span<float> values)
    {
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values));
        if (BitConverter.IsLittleEndian)
            return;
        foreach (ref float value in values)
            value = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReverseEndianness(BitConverter.SingleToInt32Bits(value)));
    }
}
