using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal;

public class SpectralGateTests
{
    private const int Rate = SyntheticVoice.SampleRate;

    private static float[] Speech(int speaker, double seconds = 0)
    {
        // Pauses of the room alone before, between and after, as in any recording.
        float[] first = SyntheticVoice.Render(SyntheticEmotion.Neutral, speaker, 1), second = SyntheticVoice.Render(SyntheticEmotion.Angry, speaker, 2);
        float[] samples = [.. new float[Rate / 2], .. first, .. new float[Rate / 4], .. second, .. new float[(int)(seconds * Rate)]];
        return samples;
    }

    private static float[] Noise(int length, double rms, long seed = 7)
    {
        var random = new DeterministicRandom(seed);
        float[] noise = new float[length];
        for (int i = 0; i < length; i++)
            noise[i] = (float)(rms * random.NextGaussian());
        return noise;
    }

    private static float[] Add(float[] x, float[] y) => [.. x.Zip(y, (a, b) => a + b)];

    private static float[] Reduce(float[] samples, NoiseReductionOptions? options = null)
    {
        float[] output = new float[samples.Length];
        new SpectralGate(options ?? new(), Rate).Reduce(samples, output);
        return output;
    }

    [Theory]
    [InlineData(0.0, 7.0)]
    [InlineData(5.0, 6.0)]
    [InlineData(10.0, 5.0)]
    [InlineData(20.0, 3.0)]
    public void SpeechInStationaryNoiseGetsCleaner(double snr, double gain)
    {
        for (int speaker = 1; speaker <= 4; speaker++)
        {
            float[] clean = Speech(speaker);
            float[] noisy = Add(clean, Noise(clean.Length, Tone.Rms(clean) * Math.Pow(10, -snr / 20)));
            foreach (NoiseReductionOptions options in new NoiseReductionOptions[] { new(), new() { NoiseSeconds = 0.6 } })
            {
                double after = Tone.Snr(Reduce(noisy, options), clean);
                Assert.True(after > snr + gain, $"speaker {speaker}, {snr} dB, noise from {options.NoiseSeconds?.ToString() ?? "the clip"}: {after:F1} dB");
            }
        }
    }

    [Fact]
    public void TheDefaultsOfNoisereduceCleanVeryNoisySpeech()
    {
        float[] clean = Speech(1);
        float[] noisy = Add(clean, Noise(clean.Length, Tone.Rms(clean)));
        Assert.True(Tone.Snr(Reduce(noisy, NoiseReductionOptions.NoiseReduce), clean) > 2);
    }

    [Fact]
    public void NoiseAloneIsTurnedDownByTenDecibelsOrMore()
    {
        float[] noise = Noise(3 * Rate, 0.05);
        Assert.True(Tone.Rms(Reduce(noise)) < 0.3 * Tone.Rms(noise));
        float[] known = new float[noise.Length];
        Assert.True(Tone.Rms(Reduce(noise, new() { QuietestPart = 1 })) < 0.3 * Tone.Rms(noise));
        new SpectralGate(new() { StandardDeviations = 3 }, Rate).Reduce(noise, Noise(2 * Rate, 0.05, seed: 8), known);
        Assert.True(Tone.Rms(known) < 0.05 * Tone.Rms(noise));
    }

    [Fact]
    public void CleanSpeechIsNearlyUntouched()
    {
        for (int speaker = 1; speaker <= 4; speaker++)
        {
            float[] clean = Speech(speaker);
            Assert.True(Tone.Snr(Reduce(clean, new() { NoiseSeconds = 0.4 }), clean) > 40);
            Assert.True(Tone.Snr(Reduce(clean), clean) > 30);
        }
    }

    [Theory]
    [InlineData(1024, null)]
    [InlineData(512, 256)]
    [InlineData(1000, 100)]
    [InlineData(300, 7)]
    [InlineData(33, 16)]
    public void TakingAwayNothingGivesBackTheClip(int nFft, int? hop)
    {
        foreach (int length in new[] { 1, 2, 100, 513, 1024, 5000 })
        {
            float[] samples = Noise(length, 0.1);
            float[] output = Reduce(samples, new() { PropDecrease = 0, NFft = nFft, HopLength = hop, TimeSmoothingMs = 20 });
            for (int i = 0; i < length; i++)
                Assert.Equal(samples[i], output[i], 2e-6f);
        }
    }

    [Fact]
    public void HalfTheDecreaseIsHalfwayBetweenTheClipAndTheGatedClip()
    {
        float[] samples = Add(Speech(1), Noise(Speech(1).Length, 0.01));
        float[] gated = Reduce(samples), half = Reduce(samples, new() { PropDecrease = 0.5 });
        for (int i = 0; i < samples.Length; i++)
            Assert.Equal(0.5f * (samples[i] + gated[i]), half[i], 1e-5f);
    }

    [Fact]
    public void LevelsDoNotMatterToTheGate()
    {
        float[] samples = Add(Speech(2), Noise(Speech(2).Length, 0.01));
        float[] quiet = [.. samples.Select(s => s / 64)];
        float[] expected = Reduce(samples), actual = Reduce(quiet);
        for (int i = 0; i < samples.Length; i++)
            Assert.Equal(expected[i], 64 * actual[i], 1e-5f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(20000)]
    public void SilenceStaysSilence(int length) => Assert.All(Reduce(new float[length]), sample => Assert.Equal(0f, sample));

    [Fact]
    public void AClipTooShortToKnowItsNoiseIsLeftAsItIs()
    {
        float[] samples = Noise(700, 0.1);
        Assert.True(Tone.Snr(Reduce(samples), samples) > 100);
    }

    [Fact]
    public void ZerosAroundAClipAreNotItsNoise()
    {
        float[] noise = Noise(2 * Rate, 0.05);
        float[] padded = [.. new float[Rate], .. noise, .. new float[Rate]];
        Assert.True(Tone.Rms(Reduce(padded).AsSpan(Rate, noise.Length)) < 0.3 * Tone.Rms(noise));
    }

    [Fact]
    public void ThreadsShareAGateAndGetTheSameBits()
    {
        var gate = new SpectralGate(new(), Rate);
        float[] samples = Add(Speech(1), Noise(Speech(1).Length, 0.02));
        float[] expected = Reduce(samples);
        Parallel.For(0, 8, _ =>
        {
            float[] output = new float[samples.Length];
            gate.Reduce(samples, output);
            Assert.Equal(expected, output);
        });
    }

    [Fact]
    public void BadArgumentsAreNamed()
    {
        var gate = new SpectralGate(new(), Rate);
        float[] samples = new float[10];
        Assert.Throws<ArgumentException>("output", () => gate.Reduce(samples, new float[9]));
        Assert.Throws<ArgumentException>("output", () => gate.Reduce(samples, samples));
        Assert.Throws<ArgumentException>("noise", () => gate.Reduce(samples, [], new float[10]));
        Assert.Throws<ArgumentException>("samples", () => gate.Reduce([float.NaN], new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>("NFft", () => new SpectralGate(new() { NFft = 0 }, Rate));
        Assert.Throws<ArgumentOutOfRangeException>("HopLength", () => new SpectralGate(new() { HopLength = 513 }, Rate));
        Assert.Throws<ArgumentOutOfRangeException>("PropDecrease", () => new SpectralGate(new() { PropDecrease = 1.1 }, Rate));
        Assert.Throws<ArgumentOutOfRangeException>("NoiseSeconds", () => new SpectralGate(new() { NoiseSeconds = 0 }, Rate));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => new SpectralGate(new() { HopLength = 1, TimeSmoothingMs = 10_000 }, 192_000));
        Assert.Throws<ArgumentOutOfRangeException>("sampleRate", () => new SpectralGate(new(), 0));
    }
}
