using System.Buffers;
using System.Buffers.Binary;

namespace EmotionKit.Audio;

/// <summary>Writes mono WAV files.</summary>
public static class WavWriter
{
    private const int BytesPerWrite = 1 << 16;

    /// <summary>Writes a file, replacing one that is there.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="mono">Samples, full scale ±1.</param>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="format">Sample coding.</param>
    /// <exception cref="ArgumentException">A sample is NaN and <paramref name="format"/> is <see cref="WavSampleFormat.Pcm16"/>, or the file would exceed WAV's 4 GiB.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is below 1.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<float> mono, int sampleRate, WavSampleFormat format = WavSampleFormat.Pcm16)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Validate(mono, sampleRate, format);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        WriteValidated(stream, mono, sampleRate, format);
    }

    /// <summary>Writes to a stream, from its present position on; the stream need not be seekable and stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="mono">Samples, full scale ±1.</param>
    /// <param name="sampleRate">Samples per second, 1 or more.</param>
    /// <param name="format">Sample coding.</param>
    /// <exception cref="ArgumentException">A sample is NaN and <paramref name="format"/> is <see cref="WavSampleFormat.Pcm16"/>, or the file would exceed WAV's 4 GiB.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleRate"/> is below 1.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, ReadOnlySpan<float> mono, int sampleRate, WavSampleFormat format = WavSampleFormat.Pcm16)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Validate(mono, sampleRate, format);
        WriteValidated(stream, mono, sampleRate, format);
    }

    private static void Validate(ReadOnlySpan<float> mono, int sampleRate, WavSampleFormat format)
    {
        Check.AtLeast(sampleRate, 1);
        Check.Defined(format);
        if ((long)mono.Length * BytesPerSample(format) > uint.MaxValue - 64)
            throw new ArgumentException($"mono: expected at most 4 GiB of samples, got {mono.Length} samples of {BytesPerSample(format)} bytes.", nameof(mono));
        if (format != WavSampleFormat.Pcm16)
            return;
        for (int i = 0; i < mono.Length; i++)
        {
            if (float.IsNaN(mono[i]))
                throw new ArgumentException($"mono: expected numbers, got NaN at sample {i}.", nameof(mono));
        }
    }

    private static void WriteValidated(Stream stream, ReadOnlySpan<float> mono, int sampleRate, WavSampleFormat format)
    {
        int bytesPerSample = BytesPerSample(format);
        uint dataBytes = (uint)((long)mono.Length * bytesPerSample);
        // Anything but PCM needs the 18-byte form of 'fmt ' and a 'fact' chunk.
        bool isFloat = format == WavSampleFormat.Float32;
        int formatBytes = isFloat ? 18 : 16;
        int headerBytes = 12 + 8 + formatBytes + (isFloat ? 12 : 0) + 8;

        Span<byte> header = stackalloc byte[headerBytes];
        header.Clear();
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)headerBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], formatBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], (short)(isFloat ? WavFormatChunk.TagFloat : WavFormatChunk.TagPcm));
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], sampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], unchecked((uint)sampleRate * (uint)bytesPerSample));
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)bytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], (short)(8 * bytesPerSample));
        if (isFloat)
        {
            "fact"u8.CopyTo(header[38..]);
            BinaryPrimitives.WriteInt32LittleEndian(header[42..], 4);
            BinaryPrimitives.WriteInt32LittleEndian(header[46..], mono.Length);
        }
        "data"u8.CopyTo(header[(headerBytes - 8)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[(headerBytes - 4)..], dataBytes);
        stream.Write(header);

        byte[] buffer = ArrayPool<byte>.Shared.Rent(BytesPerWrite);
        try
        {
            int perWrite = BytesPerWrite / bytesPerSample;
            for (int start = 0; start < mono.Length; start += perWrite)
            {
                ReadOnlySpan<float> part = mono.Slice(start, Math.Min(perWrite, mono.Length - start));
                Span<byte> bytes = buffer.AsSpan(0, part.Length * bytesPerSample);
                Encode(part, bytes, isFloat);
                stream.Write(bytes);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int BytesPerSample(WavSampleFormat format) => format == WavSampleFormat.Float32 ? 4 : 2;

    private static void Encode(ReadOnlySpan<float> samples, Span<byte> bytes, bool isFloat)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            if (isFloat)
                BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], samples[i]);
            else
                BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], (short)Math.Clamp(MathF.Round(samples[i] * 32768f), short.MinValue, short.MaxValue));
        }
    }
}
