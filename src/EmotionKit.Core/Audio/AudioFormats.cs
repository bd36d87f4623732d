using System.Text;
using EmotionKit.Audio.Flac;
using EmotionKit.Audio.LibSndFile;

namespace EmotionKit.Audio;

/// <summary>Finds the kind of a recording by its first bytes.</summary>
internal static class AudioFormats
{
    private const int HeadBytes = 16;
    private const int Id3HeaderBytes = 10;

    public static AudioDecoder Open(ByteSource source, AudioDecoderOptions options)
    {
        SkipId3(source);
        long origin = source.Position;
        ReadOnlySpan<byte> head = source.Ensure(HeadBytes);
        if (head.IsEmpty)
            throw AudioFormatException.In(source.Name, "expected a recording, got an empty file.");
        if (head.StartsWith(FlacMetadata.Marker))
            return FlacDecoder.Open(source, options);

        string kind;
        if (WavParser.Recognises(head))
        {
            if (WavParser.Open(source, out kind) is { } wav)
                return wav;
        }
        else if (AiffParser.Recognises(head))
        {
            if (AiffParser.Open(source, out kind) is { } aiff)
                return aiff;
        }
        else if (ForeignFormat.Name(head) is { } name)
        {
            kind = name;
        }
        else
        {
            kind = $"no format that is known (it begins with {Show(head)})";
            if (FlacDecoder.OpenBare(source, options) is { } bare)
                return bare;
        }
        return OpenForeign(source, origin, kind, options);
    }

    private static AudioDecoder OpenForeign(ByteSource source, long origin, string kind, AudioDecoderOptions options)
    {
        if (source.Position != origin && !source.CanSeek)
            throw AudioFormatException.In(source.Name, $"it is {kind}; libsndfile may decode that, but the stream cannot seek back for it: read it into memory first.");
        if (!options.UseLibSndFile)
            throw AudioFormatException.In(source.Name, $"expected WAV, AIFF or FLAC, as libsndfile is not to be used, got {kind}.");
        if (SndFileLibrary.Instance is not { } library)
            throw AudioFormatException.In(source.Name, $"expected WAV, AIFF or FLAC, or libsndfile on the machine for other formats, got {kind}. {SndFileLibrary.HowToInstall}");
        source.Buffer();
        source.Seek(origin);
        try
        {
            return SndFileDecoder.Open(library, source);
        }
        catch (AudioFormatException e)
        {
            throw new AudioFormatException($"{e.Message} It is {kind}.", e);
        }
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
