using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmotionKit.Audio;

/// <summary>
/// Stored samples to 32-bit integers (full scale is ±2^31, as <c>ffmpeg -f s32le</c>) or to floats (full scale is ±1).
/// Integers go to floats exactly up to 24 bits; floats go to integers rounded half to even and clipped.
/// </summary>
internal static class PcmConverter
{
    private const float FromInt32 = 1f / 2147483648f;

    /// <summary>Reads <paramref name="output"/>.Length samples from <paramref name="data"/>.</summary>
    public static void ToInt32(PcmEncoding encoding, ReadOnlySpan<byte> data, Span<int> output)
    {
        data = data[..(output.Length * encoding.BytesPerSample())];
        switch (encoding)
        {
            case PcmEncoding.U8:
                for (int i = 0; i < output.Length; i++)
                    output[i] = (data[i] - 128) << 24;
                break;
            case PcmEncoding.S8:
                for (int i = 0; i < output.Length; i++)
                    output[i] = data[i] << 24;
                break;
            case PcmEncoding.S16LittleEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = BinaryPrimitives.ReadInt16LittleEndian(data[(2 * i)..]) << 16;
                break;
            case PcmEncoding.S16BigEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = BinaryPrimitives.ReadInt16BigEndian(data[(2 * i)..]) << 16;
                break;
            case PcmEncoding.S24LittleEndian:
                for (int i = 0, at = 0; i < output.Length; i++, at += 3)
                    output[i] = (data[at] << 8) | (data[at + 1] << 16) | (data[at + 2] << 24);
                break;
            case PcmEncoding.S24BigEndian:
                for (int i = 0, at = 0; i < output.Length; i++, at += 3)
                    output[i] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8);
                break;
            case PcmEncoding.S32LittleEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = BinaryPrimitives.ReadInt32LittleEndian(data[(4 * i)..]);
                break;
            case PcmEncoding.S32BigEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = BinaryPrimitives.ReadInt32BigEndian(data[(4 * i)..]);
                break;
            case PcmEncoding.S64LittleEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = BinaryPrimitives.ReadInt32LittleEndian(data[(8 * i + 4)..]);
                break;
            case PcmEncoding.S64BigEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = BinaryPrimitives.ReadInt32BigEndian(data[(8 * i)..]);
                break;
            case PcmEncoding.S24Low32LittleEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = BinaryPrimitives.ReadInt32LittleEndian(data[(4 * i)..]) << 8;
                break;
            case PcmEncoding.ALaw:
                Expand(G711.ALaw, data, output);
                break;
            case PcmEncoding.MuLaw:
                Expand(G711.MuLaw, data, output);
                break;
            case PcmEncoding.F64LittleEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = FromDouble(BinaryPrimitives.ReadDoubleLittleEndian(data[(8 * i)..]));
                break;
            case PcmEncoding.F64BigEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = FromDouble(BinaryPrimitives.ReadDoubleBigEndian(data[(8 * i)..]));
                break;
            default:
                // One float and one integer have the same size: convert in place.
                Span<float> floats = MemoryMarshal.Cast<int, float>(output);
                ReadFloats(encoding, data, floats);
                for (int i = 0; i < output.Length; i++)
                    output[i] = FromDouble(floats[i]);
                break;
        }
    }

    /// <summary>Reads <paramref name="output"/>.Length samples from <paramref name="data"/>.</summary>
    public static void ToSingle(PcmEncoding encoding, ReadOnlySpan<byte> data, Span<float> output)
    {
        data = data[..(output.Length * encoding.BytesPerSample())];
        if (encoding.IsFloat())
        {
            ReadFloats(encoding, data, output);
            return;
        }
        if (encoding == PcmEncoding.S16LittleEndian && BitConverter.IsLittleEndian)
        {
            FromInt16(MemoryMarshal.Cast<byte, short>(data), output);
            return;
        }
        Span<int> integers = MemoryMarshal.Cast<float, int>(output);
        ToInt32(encoding, data, integers);
        ToSingle(integers, output);
    }

    /// <summary>Left-justified integers to ±1; <paramref name="output"/> may be the same memory.</summary>
    public static void ToSingle(ReadOnlySpan<int> integers, Span<float> output)
    {
        int i = 0;
        for (; i <= integers.Length - Vector<int>.Count; i += Vector<int>.Count)
            (Vector.ConvertToSingle(new Vector<int>(integers[i..])) * FromInt32).CopyTo(output[i..]);
        for (; i < integers.Length; i++)
            output[i] = integers[i] * FromInt32;
    }

    /// <summary>±1 to left-justified integers: rounded half to even, clipped; NaN gives the lowest value, as the conversion instruction of x86 does.</summary>
    public static int FromDouble(double value)
    {
        double scaled = Math.Round(value * 2147483648.0, MidpointRounding.ToEven);
        return scaled >= int.MaxValue ? int.MaxValue : scaled > int.MinValue ? (int)scaled : int.MinValue;
    }

    private static void FromInt16(ReadOnlySpan<short> samples, Span<float> output)
    {
        const float scale = 1f / 32768f;
        int i = 0;
        for (; i <= samples.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(samples[i..]), out Vector<int> low, out Vector<int> high);
            (Vector.ConvertToSingle(low) * scale).CopyTo(output[i..]);
            (Vector.ConvertToSingle(high) * scale).CopyTo(output[(i + Vector<int>.Count)..]);
        }
        for (; i < samples.Length; i++)
            output[i] = samples[i] * scale;
    }

    private static void Expand(ReadOnlySpan<short> table, ReadOnlySpan<byte> codes, Span<int> output)
    {
        for (int i = 0; i < output.Length; i++)
            output[i] = table[codes[i]] << 16;
    }

    private static void ReadFloats(PcmEncoding encoding, ReadOnlySpan<byte> data, Span<float> output)
    {
        switch (encoding)
        {
            case PcmEncoding.F32LittleEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = BinaryPrimitives.ReadSingleLittleEndian(data[(4 * i)..]);
                break;
            case PcmEncoding.F32BigEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = BinaryPrimitives.ReadSingleBigEndian(data[(4 * i)..]);
                break;
            case PcmEncoding.F24LittleEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = BinaryPrimitives.ReadSingleLittleEndian(data[(4 * i)..]) * (1f / 8388608f);
                break;
            case PcmEncoding.F64LittleEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(data[(8 * i)..]);
                break;
            case PcmEncoding.F64BigEndian:
                for (int i = 0; i < output.Length; i++)
                    output[i] = (float)BinaryPrimitives.ReadDoubleBigEndian(data[(8 * i)..]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(encoding), encoding, null);
        }
    }
}
