using EmotionKit.Audio;

namespace EmotionKit.Core.Tests.Audio;

public sealed class WavWriterTests
{
    [Fact]
    public void Sixteen_bits_round_to_nearest_and_clip()
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, [0f, 0.5f, -0.5f, 1f, -1f, 7f, -7f, 1.4f / 32768], 16000);
        Assert.Equal(44 + 16, stream.Length);
        int[] read = Decoding.Integers(stream.ToArray());
        Assert.Equal([0, 16384, -16384, 32767, -32768, 32767, -32768, 1], read.Select(v => v >> 16));
    }

    [Fact]
    public void Floats_come_back_unchanged()
    {
        float[] samples = [.. Enumerable.Range(0, 40_000).Select(i => MathF.Sin(i) * 1.5f)];
        using var stream = new MemoryStream();
        WavWriter.Write(stream, samples, 44100, WavSampleFormat.Float32);
        using AudioDecoder decoder = AudioDecoder.Open(stream.ToArray());
        Assert.Equal(new AudioInfo("wav", "pcm_f32le", 44100, 1, 32, samples.Length), decoder.Info);
        Assert.Equal(samples, Decoding.Floats(stream.ToArray()));
    }

    [Fact]
    public void NaN_and_impossible_rates_are_refused_before_anything_is_written()
    {
        using var stream = new MemoryStream();
        Assert.Throws<ArgumentException>(() => WavWriter.Write(stream, [0f, float.NaN], 16000));
        Assert.Throws<ArgumentOutOfRangeException>(() => WavWriter.Write(stream, [0f], 0));
        Assert.Equal(0, stream.Length);
    }
}
