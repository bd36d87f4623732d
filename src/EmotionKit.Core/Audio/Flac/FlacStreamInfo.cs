using System.Buffers.Binary;

namespace EmotionKit.Audio.Flac;

/// <summary>The STREAMINFO metadata block (RFC 9639, 8.2).</summary>
internal sealed class FlacStreamInfo
{
    public const int Bytes = 34;
    public const int MinimumBlockSize = 16;

    public required int MaximumBlockSize { get; init; }

    public required int SampleRate { get; init; }

    public required int Channels { get; init; }

    public required int BitsPerSample { get; init; }

    /// <summary>Frames of audio; 0 where the encoder did not know.</summary>
    public required long TotalSamples { get; init; }

    /// <summary>MD5 of all samples; all zero where the encoder did not know.</summary>
    public required byte[] Md5 { get; init; }

    public bool HasMd5 => Md5.AsSpan().ContainsAnyExcept((byte)0);

    /// <exception cref="AudioFormatException">The largest block size or the bit depth is one that FLAC does not have.</exception>
    public static FlacStreamInfo Parse(ReadOnlySpan<byte> block, string source, long offset)
    {
        int maximumBlockSize = BinaryPrimitives.ReadUInt16BigEndian(block[2..]);
        // 20 bits of rate, 3 of channels, 5 of depth, 36 of length.
        ulong packed = BinaryPrimitives.ReadUInt64BigEndian(block[10..]);
        var info = new FlacStreamInfo
        {
            MaximumBlockSize = maximumBlockSize,
            SampleRate = (int)(packed >> 44),
            Channels = (int)((packed >> 41) & 7) + 1,
            BitsPerSample = (int)((packed >> 36) & 31) + 1,
            TotalSamples = (long)(packed & 0xF_FFFF_FFFF),
            Md5 = block.Slice(18, 16).ToArray(),
        };
        if (maximumBlockSize < MinimumBlockSize)
            throw AudioFormatException.At(source, offset, $"expected a largest FLAC block of at least {MinimumBlockSize} samples, got {maximumBlockSize}.");
        if (info.BitsPerSample < 4)
            throw AudioFormatException.At(source, offset, $"expected 4 to 32 bits per FLAC sample, got {info.BitsPerSample}.");
        return info;
    }
}
