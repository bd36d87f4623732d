using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmotionKit.Audio.Flac;

/// <summary>Samples as the bytes that FLAC's MD5 is taken of: interleaved, little-endian, in as few bytes as the depth needs (RFC 9639, 8.2).</summary>
internal static class FlacSampleBytes
{
    /// <summary>Bytes that <see cref="Write"/> may touch behind the samples.</summary>
    public const int Slack = 2;

    public static int BytesPerSample(FlacFrame frame) => (frame.BitsPerSample + 7) / 8;

    /// <param name="frame">The samples.</param>
    /// <param name="output">Room for the samples and <see cref="Slack"/>.</param>
    public static void Write(FlacFrame frame, Span<byte> output)
    {
        int bytesPerSample = BytesPerSample(frame);
        if (bytesPerSample == 2 && frame.Channels == 1 && BitConverter.IsLittleEndian)
        {
            Narrow(frame.Channel(0), MemoryMarshal.Cast<byte, short>(output));
            return;
        }
        if (bytesPerSample == 2 && frame.Channels == 2 && BitConverter.IsLittleEndian)
        {
            Pair(frame.Channel(0), frame.Channel(1), MemoryMarshal.Cast<byte, int>(output));
            return;
        }
        if (bytesPerSample == 3)
        {
            Write24(frame, output);
            return;
        }
        int stride = frame.Channels * bytesPerSample;
        for (int channel = 0; channel < frame.Channels; channel++)
            WriteChannel(frame.Channel(channel), bytesPerSample, output[(channel * bytesPerSample)..], stride);
    }

    /// <summary>Four bytes are written for each three, in order, so that the next sample covers the one too many.</summary>
    private static void Write24(FlacFrame frame, Span<byte> output)
    {
        if (frame.Channels == 2)
        {
            ReadOnlySpan<int> left = frame.Channel(0), right = frame.Channel(1);
            for (int i = 0, at = 0; i < left.Length && i < right.Length; i++, at += 6)
                BinaryPrimitives.WriteInt64LittleEndian(output[at..], ((long)right[i] << 24) | (uint)(left[i] & 0xFFFFFF));
            return;
        }
        for (int i = 0, at = 0; i < frame.BlockSize; i++)
        {
            for (int channel = 0; channel < frame.Channels; channel++, at += 3)
                BinaryPrimitives.WriteInt32LittleEndian(output[at..], frame.Channel(channel)[i]);
        }
    }

    private static void WriteChannel(ReadOnlySpan<int> samples, int bytesPerSample, Span<byte> output, int stride)
    {
        for (int i = 0, at = 0; i < samples.Length; i++, at += stride)
        {
            if (bytesPerSample == 1)
                output[at] = (byte)samples[i];
            else if (bytesPerSample == 2)
                BinaryPrimitives.WriteInt16LittleEndian(output[at..], (short)samples[i]);
            else
                BinaryPrimitives.WriteInt32LittleEndian(output[at..], samples[i]);
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

    private static void Pair(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> output)
    {
        var low = new Vector<int>(0xFFFF);
        int i = 0;
        for (; i <= left.Length - Vector<int>.Count; i += Vector<int>.Count)
            ((new Vector<int>(left[i..]) & low) | (new Vector<int>(right[i..]) << 16)).CopyTo(output[i..]);
        for (; i < left.Length; i++)
            output[i] = (left[i] & 0xFFFF) | (right[i] << 16);
    }
}
