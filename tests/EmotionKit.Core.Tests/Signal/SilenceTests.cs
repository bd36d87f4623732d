using EmotionKit.Audio;
using EmotionKit.Numerics;
using EmotionKit.Signal;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Signal;

public class SilenceTests
{
    /// <summary>Noise whose level, in dB, changes every <paramref name="part"/> samples.</summary>
    private static float[] Levels(int part, params double[] decibels)
    {
        var random = new DeterministicRandom(3);
        float[] samples = new float[part * decibels.Length];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (float)(0.2 * random.NextGaussian() * Math.Pow(10, decibels[i / part] / 20));
        return samples;
    }

    /// <summary>The definition, in double precision: frames centred on multiples of the hop whose RMS is above the threshold.</summary>
    private static List<(int, int)> SplitByDefinition(float[] samples, TrimOptions options)
    {
        var power = new List<double>();
        for (int frame = 0; (long)frame * options.HopLength <= samples.Length - options.FrameLength % 2; frame++)
        {
            double sum = 0;
            int start = frame * options.HopLength - options.FrameLength / 2;
            for (int i = Math.Max(0, start); i < Math.Min(samples.Length, start + options.FrameLength); i++)
                sum += (double)samples[i] * samples[i];
            power.Add(Math.Max(1e-10, sum / options.FrameLength));
        }
        double reference = options.Reference is double set ? Math.Max(1e-10, set * set) : power.Max();
        var parts = new List<(int, int)>();
        for (int i = 0; i < power.Count; i++)
        {
            if (10 * Math.Log10(power[i] / reference) <= -options.TopDb)
                continue;
            int first = i;
            while (i < power.Count && 10 * Math.Log10(power[i] / reference) > -options.TopDb)
                i++;
            parts.Add((Math.Min(samples.Length, first * options.HopLength), Math.Min(samples.Length, i * options.HopLength)));
        }
        return parts;
    }

    [Theory]
    [InlineData(0, "ravdess/03-01-05-01-02-01-01.flac")]
    [InlineData(1, "emodb/03a01Fa.flac")]
    [InlineData(2, "tess/OAF_back_angry.flac")]
    public void TrimAndSplitEqualLibrosa(int clip, string file)
    {
        float[] samples = AudioLoader.Load(TestData.Require("speech", file)).Samples;
        foreach (int topDb in new[] { 20, 30, 60 })
        {
            var options = new TrimOptions { TopDb = topDb };
            (int start, int end) = Silence.Trim(samples, options);
            Assert.Equal(Npy.Read(TestData.Require("reference", $"clip{clip}.trim{topDb}.npy")).ToInt64s(), new long[] { start, end });
            Assert.Equal(
                Npy.Read(TestData.Require("reference", $"clip{clip}.split{topDb}.npy")).ToInt64s(),
                Silence.Split(samples, options).SelectMany(part => new long[] { part.Start, part.End }));
        }
    }

    [Theory]
    [InlineData(2048, 512, 20.0)]
    [InlineData(2048, 512, 45.5)]
    [InlineData(400, 160, 30.0)]
    [InlineData(1023, 100, 30.0)]
    [InlineData(5, 3, 30.0)]
    [InlineData(1, 1, 40.0)]
    [InlineData(300, 1000, 30.0)]
    public void SplitAndTrimFollowTheDefinition(int frame, int hop, double topDb)
    {
        var options = new TrimOptions { FrameLength = frame, HopLength = hop, TopDb = topDb };
        foreach (int part in new[] { 1, 77, 1500, 4096 })
        {
            float[] samples = Levels(part, -50, 0, -28, -70, -12, -3, -90, -33, -60);
            List<(int Start, int End)> expected = SplitByDefinition(samples, options);
            Assert.Equal(expected, Silence.Split(samples, options));
            Assert.Equal((expected[0].Start, expected[^1].End), Silence.Trim(samples, options));
        }
    }

    [Fact]
    public void AGivenReferenceReplacesTheLoudestFrame()
    {
        float[] samples = Levels(8192, -60, -20, -60);
        foreach (double reference in new[] { 1.0, 0.1, -0.1, 0.001, 0 })
        {
            var options = new TrimOptions { Reference = reference, TopDb = 40 };
            Assert.Equal(SplitByDefinition(samples, options), Silence.Split(samples, options));
        }
        Assert.Empty(Silence.Split(samples, new TrimOptions { Reference = 100, TopDb = 40 }));
        Assert.Equal((0, 0), Silence.Trim(samples, new TrimOptions { Reference = 100, TopDb = 40 }));
    }

    // librosa 0.10.1: every frame of a silent clip is at the floor, as is the reference, so nothing is below it.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(511, 511)]
    [InlineData(20000, 20000)]
    public void AClipOfZerosIsKeptWhole(int length, int end)
    {
        Assert.Equal((0, end), Silence.Trim(new float[length]));
        Assert.Equal([(0, end)], Silence.Split(new float[length]));
    }

    [Fact]
    public void AShortClipIsOneFrameOfItsSamplesAndZeros()
    {
        Assert.Equal((0, 3), Silence.Trim([0.1f, 0f, -0.2f]));
        // One sample of 1 in a frame of 2048 is 33.1 dB below 1.
        Assert.Equal((0, 1), Silence.Trim([1f], new TrimOptions { Reference = 1, TopDb = 33.2 }));
        Assert.Equal((0, 0), Silence.Trim([1f], new TrimOptions { Reference = 1, TopDb = 33.1 }));
    }

    [Fact]
    public void RemoveSilenceJoinsWhatSplitFinds()
    {
        float[] samples = Levels(5000, -80, 0, -80, -5, -80);
        var options = new TrimOptions { TopDb = 40 };
        float[] expected = [.. Silence.Split(samples, options).SelectMany(part => samples[part.Start..part.End])];
        float[] destination = new float[samples.Length];
        int written = Silence.RemoveSilence(samples, destination, options);
        Assert.Equal(expected, destination[..written]);
        Assert.Equal(expected.Length, Silence.RemoveSilence(samples, samples, options));
        Assert.Equal(expected, samples[..written]);
    }

    [Fact]
    public void PartsAreInOrderApartAndInsideTheClip()
    {
        var random = new DeterministicRandom(9);
        for (int trial = 0; trial < 200; trial++)
        {
            double[] levels = new double[1 + random.Next(12)];
            for (int i = 0; i < levels.Length; i++)
                levels[i] = random.NextDouble(-80, 0);
            float[] samples = Levels(1 + random.Next(3000), levels);
            var options = new TrimOptions { TopDb = random.NextDouble(0, 80), HopLength = 1 + random.Next(900), FrameLength = 1 + random.Next(3000) };
            (int Start, int End)[] parts = Silence.Split(samples, options);
            int last = -1;
            foreach ((int start, int end) in parts)
            {
                Assert.True(start > last && end >= start && end <= samples.Length);
                last = end;
            }
        }
    }

    [Fact]
    public void SumsAreRoundedInNumPysPairwiseOrder()
    {
        // 2^24 + 1 is not a single: one big value swallows the ones added to it straight, not those summed beside it.
        float[] values = new float[300];
        values.AsSpan().Fill(1);
        values[0] = 16777216;
        // The blocks are [0, 72), [72, 144), [144, 216), [216, 300). In the first, lane 0 of 8 loses its 8 ones, and lane 1's 9 become 8
        // when they are added to it.
        Assert.Equal(16777216f + (63 - 1) + 72 + (72 + 84), FrameLevels.PairwiseSum(values));
        Assert.Equal(16777216f, FrameLevels.PairwiseSum(values.AsSpan(0, 7)));
        Assert.Equal(0f, FrameLevels.PairwiseSum([]));
    }

    [Fact]
    public void BadArgumentsAreNamed()
    {
        Assert.Throws<ArgumentException>("samples", () => Silence.Trim([0.1f, float.NaN]));
        Assert.Throws<ArgumentException>("samples", () => Silence.Split([0.1f, float.PositiveInfinity]));
        Assert.Throws<ArgumentOutOfRangeException>("HopLength", () => Silence.Trim([0f], new TrimOptions { HopLength = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("FrameLength", () => Silence.Trim([0f], new TrimOptions { FrameLength = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("FrameLength", () => Silence.Trim([0f], new TrimOptions { FrameLength = int.MaxValue }));
        Assert.Throws<ArgumentOutOfRangeException>("TopDb", () => Silence.Trim([0f], new TrimOptions { TopDb = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>("Reference", () => Silence.Trim([0f], new TrimOptions { Reference = double.NaN }));
        Assert.Throws<ArgumentException>("destination", () => Silence.RemoveSilence([1f, 1f], new float[1]));
    }
}
