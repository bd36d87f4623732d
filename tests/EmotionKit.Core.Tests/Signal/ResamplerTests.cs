using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal;

public class ResamplerTests
{
    public static TheoryData<int, int> Pairs => new()
    {
        { 48000, 16000 }, { 44100, 16000 }, { 22050, 16000 }, { 96000, 16000 }, { 24414, 16000 }, { 8000, 16000 }, { 11025, 16000 },
        { 16000, 48000 }, { 16000, 44100 }, { 16000, 22050 }, { 16000, 8000 }, { 44101, 16000 }, { 16000, 44101 }, { 15999, 16000 },
        { 192000, 8000 }, { 7, 5 },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void ASineInThePassBandComesOutAsTheSameSineAtTheNewRate(int from, int to)
    {
        const int OutputLength = 6000;
        Resampler resampler = Resampler.Create(from, to);
        int inputLength = (int)((long)OutputLength * from / to);
        double nyquist = 0.5 * Math.Min(from, to);
        foreach (double part in new[] { 0.003, 0.1, 0.37, 0.62, 0.8, 0.91 })
        {
            float[] output = resampler.Resample(Tone.Sine(part * nyquist, from, inputLength));
            float[] expected = Tone.Sine(part * nyquist, to, output.Length);
            Range interior = 1500..4500;
            double snr = Tone.Snr(output.AsSpan(interior), expected.AsSpan(interior));
            Assert.True(snr > 96, $"{from} to {to} Hz at {part} of Nyquist: SNR {snr:F1} dB");
            double ripple = Tone.Decibels(Tone.Rms(output.AsSpan(interior)) / Tone.Rms(expected.AsSpan(interior)));
            Assert.InRange(ripple, -0.01, 0.01);
        }
    }

    [Theory]
    [InlineData(48000, 16000)]
    [InlineData(44100, 16000)]
    [InlineData(22050, 16000)]
    [InlineData(96000, 16000)]
    [InlineData(24414, 16000)]
    [InlineData(16000, 8000)]
    [InlineData(44101, 16000)]
    [InlineData(192000, 8000)]
    [InlineData(7, 5)]
    public void WhatLiesAboveTheNewNyquistIsGone(int from, int to)
    {
        Resampler resampler = Resampler.Create(from, to);
        int inputLength = (int)(5000L * from / to);
        foreach (double part in new[] { 1.0, 1.01, 1.05, 1.2, 1.7, 2.0, 2.9, 5.1 })
        {
            double frequency = part * to / 2;
            if (frequency > from / 2.0)
                break;
            float[] output = resampler.Resample(Tone.Sine(frequency, from, inputLength));
            double level = Tone.Decibels(Tone.Rms(output.AsSpan(1500..3500)) * Math.Sqrt(2));
            Assert.True(level < -100, $"{from} to {to} Hz at {part} of Nyquist: {level:F1} dB");
        }
    }

    [Theory]
    [InlineData(60, 0.8, 1.0)]
    [InlineData(80, 0.95, 1.05)]
    [InlineData(120, 0.9, 1.0)]
    public void OptionsSetTheStopBandAndThePassBand(double decibels, double pass, double stop)
    {
        var options = new ResamplerOptions { StopBandDecibels = decibels, PassBand = pass, StopBand = stop };
        Resampler resampler = Resampler.Create(48000, 16000, options);
        float[] blocked = resampler.Resample(Tone.Sine(stop * 8000, 48000, 30000));
        Assert.True(Tone.Decibels(Tone.Rms(blocked.AsSpan(2000..8000)) * Math.Sqrt(2)) < -decibels);
        float[] passed = resampler.Resample(Tone.Sine(pass * 8000, 48000, 30000));
        Assert.True(Tone.Snr(passed.AsSpan(2000..8000), Tone.Sine(pass * 8000, 16000, 8000).AsSpan(2000)) > decibels - 4);
    }

    [Theory]
    [InlineData(48000, 16000, 0, 0)]
    [InlineData(48000, 16000, 1, 1)]
    [InlineData(48000, 16000, 3, 1)]
    [InlineData(48000, 16000, 4, 2)]
    [InlineData(44100, 16000, 44100, 16000)]
    [InlineData(44100, 16000, 44101, 16001)]
    [InlineData(16000, 44100, 7, 20)]
    [InlineData(44101, 16000, 100, 37)]
    [InlineData(16000, 16000, 5, 5)]
    public void TheOutputHasTheLengthTimesTheRatioRoundedUp(int from, int to, int input, int expected)
    {
        Resampler resampler = Resampler.Create(from, to);
        Assert.Equal(expected, resampler.OutputLength(input));
        Assert.Equal(expected, resampler.Resample(new float[input]).Length);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void OutsideTheClipTheSignalIsZero(int from, int to)
    {
        // The same clip with silence around it gives the same bits, which also checks the ends against the middle.
        Resampler resampler = Resampler.Create(from, to);
        int divisor = 1;
        for (int d = 2; d <= Math.Min(from, to); d++)
            divisor = from % d == 0 && to % d == 0 ? d : divisor;
        int shift = from / divisor, outputShift = to / divisor;
        while (shift < 4 * 16 * from / to + 500)
        {
            shift *= 2;
            outputShift *= 2;
        }
        var random = new DeterministicRandom(1);
        foreach (int length in new[] { 1, 2, 50, 1000 })
        {
            float[] clip = new float[length];
            float[] padded = new float[length + 2 * shift];
            for (int i = 0; i < length; i++)
                padded[shift + i] = clip[i] = (float)random.NextGaussian();
            float[] expected = resampler.Resample(padded);
            float[] actual = resampler.Resample(clip);
            Assert.Equal(expected.AsSpan(outputShift, actual.Length).ToArray(), actual);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    [InlineData(16000, 16000)]
    public void AStreamInPiecesGivesTheSameBits(int from, int to)
    {
        Resampler resampler = Resampler.Create(from, to);
        var stream = new StreamingResampler(resampler);
        var random = new DeterministicRandom(4);
        foreach (int length in new[] { 0, 1, 700, 20000 })
        {
            float[] input = new float[length];
            for (int i = 0; i < length; i++)
                input[i] = (float)random.NextGaussian();
            var output = new List<float>();
            float[] room = new float[stream.MaxOutputLength(1000) + stream.MaxFlushLength];
            for (int at = 0; at < length;)
            {
                int piece = Math.Min(random.Next(1000), length - at);
                output.AddRange(room[..stream.Process(input.AsSpan(at, piece), room.AsSpan(0, stream.MaxOutputLength(piece)))]);
                at += piece;
            }
            output.AddRange(room[..stream.Flush(room)]);
            Assert.Equal(resampler.Resample(input), output.ToArray());
        }
    }

    [Fact]
    public void AStreamNamesAShortOutput()
    {
        var stream = new StreamingResampler(Resampler.Create(16000, 48000));
        Assert.Throws<ArgumentException>("output", () => stream.Process(new float[10], new float[5]));
        Assert.Throws<ArgumentException>("output", () => stream.Flush([]));
    }

    [Fact]
    public void EqualRatesCopy()
    {
        float[] clip = [0.1f, -0.2f, float.MaxValue];
        Assert.Equal(clip, Resampler.Create(16000, 16000).Resample(clip));
    }

    [Theory]
    [InlineData(1, 4096)]
    [InlineData(4096, 1)]
    [InlineData(int.MaxValue, int.MaxValue - 1)]
    [InlineData(2000003, 1999993)]
    [InlineData(384000, 8000)]
    public void ExtremeRatesKeepALevel(int from, int to)
    {
        Resampler resampler = Resampler.Create(from, to);
        double ratio = (double)to / from;
        int length = (int)Math.Min(4_000_000, Math.Max(2000, 800 / ratio));
        float[] input = new float[length];
        input.AsSpan().Fill(0.5f);
        float[] output = resampler.Resample(input);
        Assert.InRange(output[output.Length / 2], 0.49999f, 0.50001f);
    }

    [Fact]
    public void AnImpulseIsSymmetric()
    {
        float[] input = new float[2001];
        input[999] = 1;
        float[] output = Resampler.Create(48000, 16000).Resample(input);
        for (int i = 1; i < 300; i++)
            Assert.Equal(output[333 - i], output[333 + i], 1e-7f);
        Assert.True(output[333] > 0.3);
    }

    [Fact]
    public void ManyThreadsShareOneDesignAndGetTheSameBits()
    {
        float[] clip = Tone.Sine(440, 44100, 20000);
        float[] expected = Resampler.Create(44100, 16001).Resample(clip);
        Parallel.For(0, 16, _ =>
        {
            Resampler resampler = Resampler.Create(44100, 16001);
            Assert.Same(Resampler.Create(44100, 16001), resampler);
            Assert.Equal(expected, resampler.Resample(clip));
        });
    }

    [Fact]
    public void NothingIsAllocatedPerClip()
    {
        Resampler resampler = Resampler.Create(48_000, 16_000);
        float[] input = new float[5_000], output = new float[resampler.OutputLength(input.Length)];
        resampler.Resample(input, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            resampler.Resample(input, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void BadArgumentsAreNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>("fromRate", () => Resampler.Create(0, 16000));
        Assert.Throws<ArgumentOutOfRangeException>("toRate", () => Resampler.Create(16000, -1));
        Assert.Throws<ArgumentOutOfRangeException>("toRate", () => Resampler.Create(1, 4097));
        Assert.Throws<ArgumentOutOfRangeException>("inputLength", () => Resampler.Create(8000, 48000).OutputLength(int.MaxValue));
        Assert.Throws<ArgumentException>("output", () => Resampler.Create(48000, 16000).Resample(new float[10], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>("PassBand", () => Resampler.Create(2, 1, new ResamplerOptions { PassBand = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>("StopBand", () => Resampler.Create(2, 1, new ResamplerOptions { StopBand = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>("StopBandDecibels", () => Resampler.Create(2, 1, new ResamplerOptions { StopBandDecibels = 200 }));
    }
}
