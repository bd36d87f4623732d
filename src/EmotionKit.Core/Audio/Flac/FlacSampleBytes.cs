using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmotionKit.Audio.Flac;

/// <summary>Samples as the bytes that FLAC's MD5 is taken of.</summary>
internal static class FlacSampleBytes
{
    /// <param name="samples">One channel, at the bottom of 32 bits.</param>
    /// <param name="bytesPerSample">1 to 4.</param>
    /// <param name="output">Receives the lowest bytes of each sample, little-endian.</param>
    /// <param name="stride">Bytes from one sample to the next.</param>
    public static void Write(ReadOnlySpan<int> samples, int bytesPerSample, Span<byte> output, int stride)
    {
        switch (bytesPerSample)
        {
            case 1:
                for (int i = 0, at = 0; i < samples.Length; i++, at += stride)
                    output[at] = (byte)samples[i];
                break;
            case 2 when stride == 2 && BitConverter.IsLittleEndian:
                Narrow(samples, MemoryMarshal.Cast<byte, short>(output));
                break;
            case 2:
                for (int i = 0, at = 0; i < samples.Length; i++, at += stride)
                    BinaryPrimitives.WriteInt16LittleEndian(output[at..], (short)samples[i]);
                break;
            case 3:
                for (int i = 0, at = 0; i < samples.Length; i++, at += stride)
                {
                    BinaryPrimitives.WriteInt16LittleEndian(output[at..], (short)samples[i]);
                    output[at + 2] = (byte)(samples[i] >> 16);
                }
                break;
            default:
                for (int i = 0, at = 0; i < samples.Length; i++, at += stride)
                    BinaryPrimitives.WriteInt32LittleEndian(output[at..], samples[i]);
                break;
        }
    }

    private static void Narrow(ReadOnlySpan<int> samples, Span<short> output)
    {
        int i = 0;
        for (; i <= samples.Length - Vector<short>.Count; i += Vector<short>.Count)
            Vector.Narrow(new Vector<int>(samples[i..]), new Vector<int>(samples[(i + Vector<int>.Count)..])).CopyTo(output[i..]);
        for (; i < samples.Length; i++)
            output[i] = (short)samples[i];
    }
}
