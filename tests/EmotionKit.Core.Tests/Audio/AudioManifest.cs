using System.Globalization;
using System.Security.Cryptography;
using EmotionKit.Audio;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Audio;

/// <summary>The recordings of open-source decoders' test suites, with what FFmpeg makes of them.</summary>
internal sealed record AudioManifest(string File, string Container, string Codec, int SampleRate, int Channels, int Bits, long? Frames, bool FramesAreExact, string Md5, bool Decodes)
{
    public static IEnumerable<AudioManifest> Read()
    {
        string path = TestData.Require("audio-formats", "manifest.csv");
        foreach (string line in System.IO.File.ReadLines(path).Skip(1))
        {
            // Names with a comma are quoted; nothing else is.
            int nameEnd = line[0] == '"' ? line.IndexOf('"', 1) + 1 : line.IndexOf(',');
            string[] fields = line[(nameEnd + 1)..].Split(',');
            string frames = fields[5].TrimStart('~');
            yield return new AudioManifest(
                line[..nameEnd].Trim('"'), fields[0], fields[1], Integer(fields[2]), Integer(fields[3]), Integer(fields[4]),
                frames.Length == 0 ? null : long.Parse(frames, CultureInfo.InvariantCulture), !fields[5].StartsWith('~'), fields[6],
                fields[7].StartsWith("decodes", StringComparison.Ordinal));
        }
    }

    public string FullPath => TestData.Require("audio-formats", File);

    public static (long Frames, string Md5) Decode(AudioDecoder decoder)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        int channels = decoder.Info.Channels;
        var samples = new int[channels * 1000];
        long frames = 0;
        while (decoder.ReadFrames(samples) is > 0 and int read)
        {
            md5.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan(0, read * channels)));
            frames += read;
        }
        return (frames, Convert.ToHexStringLower(md5.GetHashAndReset()));
    }

    private static int Integer(string text) => text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
}
