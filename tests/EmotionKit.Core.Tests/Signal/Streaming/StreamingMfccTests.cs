using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal.Streaming;

public class StreamingMfccTests
{
    private const int Rate = 16000;

    public static TheoryData<MfccOptions> Options() =>
    [
        new MfccOptions { TopDb = null, NFft = 512, HopLength = 160, Center = false },
        new MfccOptions { TopDb = null, NFft = 512, HopLength = 160 },
        new MfccOptions { TopDb = null, NFft = 512, HopLength = 160, PadMode = PadMode.Reflect },
        new MfccOptions { TopDb = null, NFft = 441, WinLength = 301, HopLength = 100, PadMode = PadMode.Symmetric, PreEmphasis = 0.97 },
        new MfccOptions { TopDb = null, NFft = 256, HopLength = 700, PadMode = PadMode.Edge, PreEmphasis = 0.9 },
        new MfccOptions { TopDb = null, NFft = 256, HopLength = 700, Center = false },
        new MfccOptions { TopDb = null, NFft = 2048, HopLength = 1, PadMode = PadMode.Reflect, NMels = 20, NMfcc = 5 },
        MfccOptions.Kaldi,
        MfccOptions.Kaldi with { Center = true, PadMode = PadMode.Reflect },
    ];

    [Theory]
    [MemberData(nameof(Options))]
    public void Random_chunks_give_the_bits_of_the_whole_clip(MfccOptions options)
    {
        var offline = new MfccExtractor(options, Rate);
        var stream = new StreamingMfcc(options, Rate);
        int[] lengths = options.HopLength == 1 ? [1, 1023, 1024, 1025, 4000] : [0, 1, 2, 3, 255, 256, 257, 400, 1500, 40000];
        foreach (int length in lengths)
        {
            float[] clip = Noise(length);
            var expected = new float[offline.FrameCount(length) * offline.Width];
            offline.Extract(clip, expected);
            foreach (int largest in (int[])[1, 7, 500, 50000])
                Assert.Equal(expected, Feed(stream, clip, largest));
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void A_frame_appears_once_the_declared_number_of_samples_is_there(MfccOptions options)
    {
        var stream = new StreamingMfcc(options, Rate);
        float[] clip = Noise(6000);
        var frames = new float[6000 * stream.Width];
        int seen = 0;
        for (int n = 1; n <= clip.Length; n++)
        {
            int promised = stream.FramesOf(1), got = stream.Push(clip.AsSpan(n - 1, 1), frames);
            Assert.Equal(promised, got);
            seen += got;
            int due = n < stream.LatencySamples ? 0 : 1 + (n - stream.LatencySamples) / stream.HopLength;
            if (n > stream.LatencySamples + 1)
                Assert.Equal(due, seen);
        }
    }

    [Fact]
    public void A_stream_can_begin_anew()
    {
        var options = new MfccOptions { TopDb = null, NFft = 512, HopLength = 160 };
        var stream = new StreamingMfcc(options, Rate);
        float[] clip = Noise(3000);
        float[] first = Feed(stream, clip, 100);
        stream.Push(clip, new float[stream.FramesOf(clip.Length) * stream.Width]);
        stream.Reset();
        Assert.Equal(first, Feed(stream, clip, 100));
    }

    [Fact]
    public void A_refused_chunk_leaves_the_stream_as_it_was()
    {
        var options = new MfccOptions { TopDb = null, NFft = 512, HopLength = 160 };
        var stream = new StreamingMfcc(options, Rate);
        float[] clip = Noise(3000);
        Assert.Throws<ArgumentException>(() => stream.Push(clip, new float[3]));
        Assert.Throws<ArgumentException>(() => stream.Push([0, float.NaN], new float[1000]));
        Assert.Equal(0, stream.FramesAtEnd);
        var offline = new MfccExtractor(options, Rate);
        var expected = new float[offline.FrameCount(clip.Length) * offline.Width];
        offline.Extract(clip, expected);
        Assert.Equal(expected, Feed(stream, clip, 1000));
    }

    [Fact]
    public void Limits_that_need_the_whole_clip_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new StreamingMfcc(MfccOptions.Librosa, Rate));
        Assert.Contains("TopDb null", error.Message);
        Assert.Throws<ArgumentException>(() => new StreamingMfcc(MfccOptions.Librosa with { TopDb = null, RefMax = true }, Rate));
    }

    [Fact]
    public void Nothing_is_allocated_per_chunk()
    {
        var stream = new StreamingMfcc(MfccOptions.Kaldi, Rate);
        float[] clip = Noise(1600);
        var frames = new float[20 * stream.Width];
        for (int i = 0; i < 50; i++)
            stream.Push(clip, frames);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
            stream.Push(clip, frames);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static float[] Feed(StreamingMfcc stream, float[] clip, int largestChunk)
    {
        var random = new DeterministicRandom(largestChunk);
        var all = new List<float>();
        for (int at = 0; at < clip.Length;)
        {
            int chunk = Math.Min(clip.Length - at, random.Next(largestChunk + 1));
            var frames = new float[stream.FramesOf(chunk) * stream.Width];
            Assert.Equal(frames.Length, stream.Push(clip.AsSpan(at, chunk), frames) * stream.Width);
            all.AddRange(frames);
            at += chunk;
        }
        var last = new float[stream.FramesAtEnd * stream.Width];
        Assert.Equal(last.Length, stream.Finish(last) * stream.Width);
        all.AddRange(last);
        return [.. all];
    }

    private static float[] Noise(int length)
    {
        var random = new DeterministicRandom(length);
        var noise = new float[length];
        for (int i = 0; i < length; i++)
            noise[i] = (float)random.NextDouble(-0.5, 0.5);
        return noise;
    }
}
