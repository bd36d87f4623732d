using EmotionKit.Audio;

namespace EmotionKit.Core.Tests.Audio;

/// <summary>Whole recordings as arrays.</summary>
internal static class Decoding
{
    public static int[] Integers(byte[] file, AudioDecoderOptions? options = null)
    {
        using AudioDecoder decoder = AudioDecoder.Open(file, "test", options);
        return Integers(decoder);
    }

    public static int[] Integers(AudioDecoder decoder)
    {
        var all = new List<int>();
        var part = new int[decoder.Info.Channels * 3];
        while (decoder.ReadFrames(part) is > 0 and int read)
            all.AddRange(part.AsSpan(0, read * decoder.Info.Channels));
        return [.. all];
    }

    public static float[] Floats(byte[] file)
    {
        using AudioDecoder decoder = AudioDecoder.Open(file, "test");
        var all = new List<float>();
        var part = new float[decoder.Info.Channels * 37];
        while (decoder.ReadFrames(part) is > 0 and int read)
            all.AddRange(part.AsSpan(0, read * decoder.Info.Channels));
        return [.. all];
    }
}
