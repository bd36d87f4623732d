using System.Runtime.InteropServices;
using EmotionKit.Audio;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Audio;

public sealed class AudioLoaderTests
{
    private static byte[] Wav(int channels, params ReadOnlySpan<float> samples) =>
        new WavBytes().Format(3, channels, 10, 32).Chunk("data", MemoryMarshal.AsBytes(samples)).ToArray();

    [Fact]
    public void Channels_are_averaged()
    {
        Assert.Equal([0.25f, 0.5f], AudioLoader.Load(Wav(2, 0f, 0.5f, 0.25f, 0.75f)).Samples);
        Assert.Equal([0.5f], AudioLoader.Load(Wav(4, 0.25f, 0.75f, 0.5f, 0.5f)).Samples);
    }

    [Fact]
    public void Offset_and_duration_select_and_pad()
    {
        byte[] file = Wav(1, 0.1f, 0.2f, 0.3f, 0.4f);
        Assert.Equal([0.2f, 0.3f], AudioLoader.Load(file, new AudioLoadOptions { OffsetSeconds = 0.1, Seconds = 0.2 }).Samples);
        Assert.Equal([0.3f, 0.4f, 0f, 0f], AudioLoader.Load(file, new AudioLoadOptions { OffsetSeconds = 0.2, Seconds = 0.4 }).Samples);
        Assert.Equal([0.3f, 0.4f], AudioLoader.Load(file, new AudioLoadOptions { OffsetSeconds = 0.2, Seconds = 0.4, Pad = false }).Samples);
        Assert.Empty(AudioLoader.Load(file, new AudioLoadOptions { OffsetSeconds = 1e300 }).Samples);
        Assert.Equal([0f, 0f], AudioLoader.Load(file, new AudioLoadOptions { OffsetSeconds = 5, Seconds = 0.2 }).Samples);
    }

    [Fact]
    public void A_recording_without_frames_is_empty_or_silence_of_the_wanted_length()
    {
        byte[] file = Wav(1);
        Assert.Empty(AudioLoader.Load(file).Samples);
        Assert.Equal(new float[10], AudioLoader.Load(file, new AudioLoadOptions { Seconds = 1 }).Samples);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Values_that_are_no_samples_are_named(float value)
    {
        var samples = new float[100];
        samples[77] = value;
        string message = Assert.Throws<AudioFormatException>(() => AudioLoader.Load(Wav(1, samples), name: "clip.wav")).Message;
        Assert.Contains("clip.wav", message);
        Assert.Contains("frame 77", message);
    }

    [Fact]
    public void A_clip_above_the_limit_is_refused_before_it_fills_the_memory()
    {
        byte[] file = Wav(1, new float[5000]);
        Assert.Throws<AudioFormatException>(() => AudioLoader.Load(file, new AudioLoadOptions { MaxSamples = 4999 }));
        Assert.Equal(5000, AudioLoader.Load(file, new AudioLoadOptions { MaxSamples = 5000 }).Samples.Length);
        Assert.Throws<AudioFormatException>(() => AudioLoader.Load(file, new AudioLoadOptions { Seconds = 1e12 }));
    }

    [Fact]
    public void A_used_buffer_is_reused_and_its_old_content_does_not_show()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Wav(1, 0.5f, 0.25f));
            float[] buffer = [.. Enumerable.Repeat(9f, 20)];
            float[] same = buffer;
            Assert.Equal(5, AudioLoader.Load(path, new AudioLoadOptions { Seconds = 0.5 }, ref buffer, out int rate));
            Assert.Same(same, buffer);
            Assert.Equal(10, rate);
            Assert.Equal([0.5f, 0.25f, 0f, 0f, 0f], buffer[..5]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(-1.0, 1.0)]
    [InlineData(double.NaN, 1.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(0.0, double.NaN)]
    [InlineData(0.0, double.PositiveInfinity)]
    public void Options_outside_their_range_are_refused(double offset, double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioLoader.Load(Wav(1, 0.5f), new AudioLoadOptions { OffsetSeconds = offset, Seconds = seconds }));

    [Theory]
    [InlineData(44100, 16000)]
    [InlineData(8000, 16000)]
    [InlineData(48000, 16000)]
    public void A_tone_keeps_its_frequency_and_duration_at_another_rate(int from, int to)
    {
        float[] tone = [.. Enumerable.Range(0, from / 2).Select(i => 0.5f * MathF.Sin(2 * MathF.PI * 440 * i / from))];
        using var stream = new MemoryStream();
        WavWriter.Write(stream, tone, from, WavSampleFormat.Float32);
        AudioClip clip = AudioLoader.Load(stream.ToArray(), new AudioLoadOptions { SampleRate = to });
        Assert.Equal(to, clip.SampleRate);
        Assert.Equal(to / 2, clip.Samples.Length);
        for (int i = 1000; i < clip.Samples.Length - 1000; i++)
            Assert.Equal(0.5 * Math.Sin(2 * Math.PI * 440 * i / to), clip.Samples[i], 3e-4);
    }

    [Fact]
    public void A_resampled_part_has_the_exact_length_asked_for()
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, new float[22051], 22050);
        byte[] file = stream.ToArray();
        Assert.Equal(8000, AudioLoader.Load(file, new AudioLoadOptions { SampleRate = 16000, Seconds = 0.5 }).Samples.Length);
        Assert.Equal(32000, AudioLoader.Load(file, new AudioLoadOptions { SampleRate = 16000, Seconds = 2 }).Samples.Length);
        Assert.Equal(8001, AudioLoader.Load(file, new AudioLoadOptions { SampleRate = 16000, OffsetSeconds = 0.5, Seconds = 2, Pad = false }).Samples.Length);
        Assert.Throws<AudioFormatException>(() => AudioLoader.Load(file, new AudioLoadOptions { SampleRate = 22050 * 4097 }));
    }

    [Fact]
    public void A_clip_as_long_as_its_header_says_is_allocated_once()
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, new float[100_000], 16000);
        byte[] file = stream.ToArray();
        AudioLoader.Load(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AudioLoader.Load(file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 400_000, 410_000);
    }

    // What is left is the file handle and the decoder, however long the clip is. The decoder's buffers are pooled: a test beside this one may have them just
    // then, so the least of several counts.
    [Theory]
    [InlineData("03-01-05-01-02-01-01.flac", null)]
    [InlineData("03-01-05-01-02-01-01.flac", 8000)]
    public void A_recording_read_into_a_warm_buffer_leaves_little_garbage(string name, int? rate)
    {
        string file = TestData.Require("speech", "ravdess", name);
        var options = new AudioLoadOptions { SampleRate = rate };
        float[] buffer = [];
        for (int i = 0; i < 2; i++)
            AudioLoader.Load(file, options, ref buffer, out _);
        long least = long.MaxValue;
        for (int i = 0; i < 10; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            int length = AudioLoader.Load(file, options, ref buffer, out _);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.InRange(length, 20_000, buffer.Length);
        }
        Assert.InRange(least, 0, 2_000);
    }

    [Fact]
    public void A_missing_file_is_what_System_IO_says() =>
        Assert.Throws<FileNotFoundException>(() => AudioLoader.Load("no-such-file.wav"));
}
