using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal;

public class AudioAugmenterTests
{
    private const int Rate = 16000;

    private static readonly AugmentOptions Nothing = new()
    {
        StretchProbability = 0,
        PitchProbability = 0,
        ShiftProbability = 0,
        NoiseProbability = 0,
        GainProbability = 0,
    };

    private static float[] Augment(AugmentOptions options, float[] samples, long seed = 1, long stream = 0) =>
        new AudioAugmenter(options, Rate).Augment(samples, seed, stream);

    /// <summary>The strongest frequency, to a fraction of a Hz.</summary>
    private static double Peak(ReadOnlySpan<float> samples, double low, double high)
    {
        double best = low;
        for (double step = 8; step > 0.05; step /= 4)
        {
            double strongest = 0, at = best;
            for (double f = low; f <= high; f += step)
            {
                double amplitude = Tone.Amplitude(samples, f, Rate);
                (strongest, at) = amplitude > strongest ? (amplitude, f) : (strongest, at);
            }
            best = at;
            (low, high) = (best - step, best + step);
        }
        return best;
    }

    [Fact]
    public void WithEverythingOffTheClipComesBack()
    {
        float[] clip = Tone.Sine(440, Rate, 5000);
        Assert.Equal(clip, Augment(Nothing, clip));
    }

    [Theory]
    [InlineData(NoiseColor.White, 20.0)]
    [InlineData(NoiseColor.Pink, 20.0)]
    [InlineData(NoiseColor.White, -5.0)]
    public void NoiseMeetsTheRatio(NoiseColor color, double snr)
    {
        float[] clip = Tone.Sine(440, Rate, 30000, amplitude: 0.3);
        float[] noisy = Augment(Nothing with { NoiseProbability = 1, MinSnrDb = snr, MaxSnrDb = snr, Noise = color }, clip);
        Assert.Equal(snr, Tone.Snr(noisy, clip), 0.001);
    }

    [Theory]
    [InlineData(NoiseColor.White, 0.0)]
    [InlineData(NoiseColor.Pink, -3.0103)]
    public void TheSpectrumOfNoiseFallsAsItsColorSays(NoiseColor color, double decibelsPerOctave)
    {
        float[] clip = new float[1 << 17];
        clip[0] = 1;
        float[] noise = Augment(Nothing with { NoiseProbability = 1, MinSnrDb = -60, MaxSnrDb = -60, Noise = color }, clip);
        noise[0] = 0;
        // Power per Hz of an octave's band, by what resampling to twice its upper edge leaves.
        double previous = double.NaN;
        for (int octave = 0; octave < 5; octave++)
        {
            int upper = Rate >> (octave + 1);
            float[] to = Resampler.Create(Rate, upper).Resample(noise), below = Resampler.Create(Rate, upper / 2).Resample(noise);
            double density = 10 * Math.Log10((Math.Pow(Tone.Rms(to), 2) - Math.Pow(Tone.Rms(below), 2)) / (upper / 4.0));
            if (octave > 0)
                Assert.InRange(density - previous, -decibelsPerOctave - 0.5, -decibelsPerOctave + 0.5);
            previous = density;
        }
    }

    [Fact]
    public void GainIsDrawnFromItsRange()
    {
        float[] clip = Tone.Sine(440, Rate, 100);
        AugmentOptions options = Nothing with { GainProbability = 1, MinGainDb = -12, MaxGainDb = 3 };
        double[] gains = new double[300];
        for (int i = 0; i < gains.Length; i++)
        {
            float[] louder = Augment(options, clip, stream: i);
            gains[i] = Tone.Decibels(Tone.Rms(louder) / Tone.Rms(clip));
            Assert.True(Tone.Snr(louder, [.. clip.Select(s => (float)(s * Math.Pow(10, gains[i] / 20)))]) > 120);
        }
        Assert.InRange(gains.Min(), -12.001, -11);
        Assert.InRange(gains.Max(), 2, 3.001);
        Assert.InRange(gains.Average(), -5.5, -3.5);
    }

    [Fact]
    public void TimeShiftsMoveTheClipAndLeaveZeros()
    {
        float[] clip = new float[1000];
        for (int i = 0; i < clip.Length; i++)
            clip[i] = i + 1;
        bool left = false, right = false;
        for (int stream = 0; stream < 50; stream++)
        {
            float[] moved = Augment(Nothing with { ShiftProbability = 1, MaxShift = 0.2 }, clip, stream: stream);
            int shift = moved[500] > 0 ? 501 - (int)moved[500] : 0;
            Assert.InRange(shift, -200, 200);
            for (int i = 0; i < clip.Length; i++)
                Assert.Equal(i - shift >= 0 && i - shift < 1000 ? i - shift + 1 : 0, moved[i]);
            left |= shift < 0;
            right |= shift > 0;
        }
        Assert.True(left && right);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1.25)]
    [InlineData(2.0)]
    public void StretchingKeepsThePitchAndTheLevel(double rate)
    {
        float[] clip = Tone.Sine(437.3, Rate, 40001, amplitude: 0.5);
        float[] stretched = Augment(Nothing with { StretchProbability = 1, MinStretch = rate, MaxStretch = rate }, clip);
        Assert.Equal((int)Math.Round(40001 / rate), stretched.Length);
        ReadOnlySpan<float> interior = stretched.AsSpan(stretched.Length / 2 - 2000, 4000);
        Assert.Equal(437.3, Peak(interior, 380, 500), 0.1);
        // A phase vocoder that treats every bin alone loses up to 1.5 dB, as librosa's does.
        Assert.InRange(Tone.Rms(interior) * Math.Sqrt(2), 0.42, 0.52);
    }

    [Fact]
    public void AnEventMovesWithTheSpeed()
    {
        float[] clip = new float[40000];
        Tone.Sine(600, Rate, 4000).CopyTo(clip, 20000);
        float[] slow = Augment(Nothing with { StretchProbability = 1, MinStretch = 0.8, MaxStretch = 0.8 }, clip);
        (int start, int end) = Silence.Trim(slow, new TrimOptions { TopDb = 20, FrameLength = 256, HopLength = 64 });
        Assert.InRange(start, 25000 - 1200, 25000 + 600);
        Assert.InRange(end, 30000 - 600, 30000 + 1200);
    }

    [Fact]
    public void SpeedOneGivesBackTheClip()
    {
        float[] clip = SyntheticVoice.Render(SyntheticEmotion.Neutral, 1, 1);
        float[] same = Augment(Nothing with { StretchProbability = 1, MinStretch = 1, MaxStretch = 1, NFft = 1024 }, clip);
        Assert.True(Tone.Snr(same, clip) > 100);
    }

    [Theory]
    [InlineData(-12.0)]
    [InlineData(-3.3)]
    [InlineData(0.1)]
    [InlineData(2.0)]
    [InlineData(7.0)]
    public void PitchShiftsKeepTheLength(double semitones)
    {
        float[] clip = Tone.Sine(500, Rate, 30000, amplitude: 0.5);
        float[] shifted = Augment(Nothing with { PitchProbability = 1, MinSemitones = semitones, MaxSemitones = semitones }, clip);
        Assert.Equal(clip.Length, shifted.Length);
        double expected = 500 * Math.Pow(2, semitones / 12);
        Assert.Equal(expected, Peak(shifted.AsSpan(13000, 4000), 0.9 * expected, 1.1 * expected), 0.0003 * expected);
        Assert.InRange(Tone.Rms(shifted.AsSpan(6000, 18000)) * Math.Sqrt(2), 0.42, 0.52);
    }

    [Fact]
    public void SeedAndStreamDecideEverything()
    {
        float[] clip = SyntheticVoice.Render(SyntheticEmotion.Happy, 1, 1);
        var options = new AugmentOptions { StretchProbability = 1, PitchProbability = 1, ShiftProbability = 1, NoiseProbability = 1, GainProbability = 1 };
        float[][] expected = [.. Enumerable.Range(0, 12).Select(i => Augment(options, clip, 5, i))];
        var shared = new AudioAugmenter(options, Rate);
        Parallel.For(0, 24, i => Assert.Equal(expected[i % 12], shared.Augment(clip, 5, i % 12)));
        Assert.Equal(12, expected.Select(e => e[clip.Length / 2]).Distinct().Count());
        Assert.NotEqual(expected[0], Augment(options, clip, 6, 0));
    }

    [Fact]
    public void SwitchingOneChangeOffLeavesTheOthers()
    {
        float[] clip = Tone.Sine(440, Rate, 3000);
        AugmentOptions both = Nothing with { ShiftProbability = 1, GainProbability = 1 };
        for (int stream = 0; stream < 10; stream++)
        {
            float[] louder = Augment(both with { ShiftProbability = 0 }, clip, stream: stream), moved = Augment(both, clip, stream: stream);
            Assert.Equal(louder.Max(), moved.Max(), 1e-3f);
        }
    }

    [Fact]
    public void ProbabilitiesAreMet()
    {
        float[] clip = [1];
        int changed = 0;
        for (int stream = 0; stream < 2000; stream++)
            changed += Augment(Nothing with { GainProbability = 0.3, MinGainDb = 6 }, clip, stream: stream)[0] == 1 ? 0 : 1;
        Assert.InRange(changed, 540, 660);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    public void ShortAndSilentClipsPass(int length)
    {
        AugmentOptions options = new() { StretchProbability = 1, PitchProbability = 1, ShiftProbability = 1, NoiseProbability = 1, GainProbability = 1 };
        for (int stream = 0; stream < 10; stream++)
        {
            float[] silent = Augment(options, new float[length], stream: stream);
            Assert.All(silent, s => Assert.Equal(0f, s));
            Assert.All(Augment(options, Tone.Sine(100, Rate, length), stream: stream), s => Assert.True(float.IsFinite(s)));
        }
    }

    [Fact]
    public void BadArgumentsAreNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>("MinSnrDb", () => new AudioAugmenter(new() { MinSnrDb = 40 }, Rate));
        Assert.Throws<ArgumentOutOfRangeException>("MinStretch", () => new AudioAugmenter(new() { MinStretch = 0 }, Rate));
        Assert.Throws<ArgumentOutOfRangeException>("MaxSemitones", () => new AudioAugmenter(new() { MaxSemitones = 25 }, Rate));
        Assert.Throws<ArgumentOutOfRangeException>("GainProbability", () => new AudioAugmenter(new() { GainProbability = double.NaN }, Rate));
        Assert.Throws<ArgumentOutOfRangeException>("sampleRate", () => new AudioAugmenter(new(), 0));
        Assert.Throws<ArgumentException>("samples", () => Augment(new(), [float.NaN]));
    }
}
