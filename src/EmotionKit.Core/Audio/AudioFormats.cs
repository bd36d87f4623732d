using System.Text;
using EmotionKit.Audio.Flac;

namespace EmotionKit.Audio;

/// <summary>Finds the kind of a recording by its first bytes.</summary>
internal static class AudioFormats
{
    private const int Id3HeaderBytes = 10;

    public static AudioDecoder Open(ByteSource source, AudioDecoderOptions options)
    {
        SkipId3(source);
        ReadOnlySpan<byte> head = source.Ensure(16);
        if (head.IsEmpty)
            throw AudioFormatException.In(source.Name, "expected a recording, got an empty file.");
        if (WavParser.Recognises(head))
            return WavParser.Open(source);
        if (head.StartsWith(FlacMetadata.Marker))
            return FlacDecoder.Open(source, options);
        string first = Show(head);
        if (FlacDecoder.OpenBare(source, options) is { } bare)
            return bare;
        throw AudioFormatException.In(source.Name, $"expected WAV, AIFF or FLAC, got bytes {first}.");
    }

    /// <summary>Passes ID3v2 tags, which any format may carry in front (id3.org, ID3v2.4.0 structure, 3.1).</summary>
    private static void SkipId3(ByteSource source)
    {
        while (true)
        {
            ReadOnlySpan<byte> head = source.Ensure(Id3HeaderBytes);
            if (head.Length < Id3HeaderBytes || !head.StartsWith("ID3"u8) || head[3] == 0xFF || head[4] == 0xFF
                || ((head[6] | head[7] | head[8] | head[9]) & 0x80) != 0)
                return;
            int size = (head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9];
            bool hasFooter = (head[5] & 0x10) != 0;
            source.Skip(Id3HeaderBytes + size + (hasFooter ? Id3HeaderBytes : 0));
        }
    }

    private static string Show(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte b in bytes)
            text.Append(b is >= 0x20 and < 0x7F ? (char)b : '.');
        return $"{Convert.ToHexString(bytes)} ('{text}')";
    }
}
