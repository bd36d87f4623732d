using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal;

public class SyntheticVoiceTests
{
    private const int Rate = SyntheticVoice.SampleRate;

    private sealed record Measures(double Pitch, double PitchSpread, double Level, double Seconds, double Brightness);

    /// <summary>Mean over speakers of the middle pitch (Hz) and of the span of the middle three quarters (semitones), by autocorrelation, level of the voiced frames (dB),
    /// length of the speech (s), and level above 2 kHz over the level below (dB).</summary>
    private static Measures Measure(SyntheticEmotion emotion, IEnumerable<int> speakers)
    {
        var pitches = new List<double>();
        var spreads = new List<double>();
        double level = 0, seconds = 0, brightness = 0;
        int clips = 0;
        foreach (int speaker in speakers)
        {
            for (int utterance = 0; utterance < 2; utterance++)
            {
                float[] samples = SyntheticVoice.Render(emotion, speaker, utterance);
                (int start, int end) = Silence.Trim(samples, new TrimOptions { TopDb = 30, FrameLength = 512, HopLength = 128 });
                float[] below = Resampler.Create(4000, Rate).Resample(Resampler.Create(Rate, 4000).Resample(samples));
                var semitones = new List<double>();
                var high = new List<double>();
                double power = 0;
                for (int frame = start; frame + 960 < end; frame += 640)
                {
                    ReadOnlySpan<float> window = samples.AsSpan(frame, 960);
                    double pitch = Pitch(window);
                    if (pitch == 0)
                        continue;
                    semitones.Add(12 * Math.Log2(pitch));
                    power += Math.Pow(Tone.Rms(window), 2);
                    double low = Math.Pow(Tone.Rms(below.AsSpan(frame, 960)), 2);
                    high.Add(10 * Math.Log10(Math.Pow(Tone.Rms(window), 2) / low - 1));
                }
                semitones.Sort();
                pitches.Add(semitones[semitones.Count / 2]);
                spreads.Add(semitones[semitones.Count * 7 / 8] - semitones[semitones.Count / 8]);
                level += 10 * Math.Log10(power / semitones.Count);
                high.Sort();
                brightness += high[high.Count / 2];
                seconds += (double)(end - start) / Rate;
                clips++;
            }
        }
        return new(Math.Pow(2, pitches.Average() / 12), spreads.Average(), level / clips, seconds / clips, brightness / clips);
    }

    /// <summary>The strongest period between 60 and 500 Hz by normalised autocorrelation; 0 where there is none.</summary>
    private static double Pitch(ReadOnlySpan<float> window)
    {
        int best = 0;
        double bestValue = 0.5;
        for (int lag = Rate / 500; lag <= Rate / 60; lag++)
        {
            double cross = 0, first = 1e-9, second = 1e-9;
            for (int i = 0; i + lag < window.Length; i++)
            {
                cross += window[i] * window[i + lag];
                first += window[i] * window[i];
                second += window[i + lag] * window[i + lag];
            }
            double value = cross / Math.Sqrt(first * second);
            if (value > bestValue + 0.02)
            {
                best = lag;
                bestValue = value;
            }
        }
        return best == 0 ? 0 : (double)Rate / best;
    }

    [Fact]
    public void VoicesFollowTheEmotion()
    {
        int[] speakers = [1, 2, 3, 4, 5, 6];
        Dictionary<SyntheticEmotion, Measures> by = Enum.GetValues<SyntheticEmotion>().ToDictionary(e => e, e => Measure(e, speakers));
        foreach ((SyntheticEmotion emotion, Measures m) in by)
            TestContext.Current.SendDiagnosticMessage($"{emotion}: {m}");
        Measures neutral = by[SyntheticEmotion.Neutral];
        Assert.True(by[SyntheticEmotion.Fear].Pitch > 1.25 * neutral.Pitch);
        Assert.True(by[SyntheticEmotion.Surprise].Pitch > 1.2 * neutral.Pitch);
        Assert.True(by[SyntheticEmotion.Happy].Pitch > 1.12 * neutral.Pitch);
        Assert.True(by[SyntheticEmotion.Sad].Pitch < neutral.Pitch);
        Assert.True(by[SyntheticEmotion.Surprise].PitchSpread > 1.3 * neutral.PitchSpread);
        Assert.True(by[SyntheticEmotion.Sad].PitchSpread < neutral.PitchSpread);
        Assert.True(by[SyntheticEmotion.Angry].Level > neutral.Level + 4);
        Assert.True(by[SyntheticEmotion.Sad].Level < neutral.Level - 3);
        Assert.True(by[SyntheticEmotion.Fear].Seconds < 0.92 * neutral.Seconds);
        Assert.True(by[SyntheticEmotion.Sad].Seconds > 1.15 * neutral.Seconds);
        Assert.True(by[SyntheticEmotion.Angry].Brightness > neutral.Brightness + 2);
        Assert.True(by[SyntheticEmotion.Angry].Brightness > by[SyntheticEmotion.Sad].Brightness + 3);
    }

    [Fact]
    public void WomenSpeakHigherThanMen()
    {
        double women = Measure(SyntheticEmotion.Neutral, [2, 4, 6, 8]).Pitch, men = Measure(SyntheticEmotion.Neutral, [1, 3, 5, 7]).Pitch;
        Assert.True(SyntheticVoice.IsFemale(2) && !SyntheticVoice.IsFemale(1));
        Assert.InRange(women, 160, 260);
        Assert.InRange(men, 85, 150);
    }

    [Fact]
    public void EveryClipIsAShortRecordingInRange()
    {
        foreach (SyntheticEmotion emotion in Enum.GetValues<SyntheticEmotion>())
        {
            for (int speaker = 0; speaker < 20; speaker++)
            {
                float[] samples = SyntheticVoice.Render(emotion, speaker, speaker * 7, seed: 5);
                Assert.InRange((double)samples.Length / Rate, 0.8, 4.5);
                Assert.InRange(Tone.Rms(samples), 0.002, 0.4);
                int clipped = 0, inRange = 0;
                foreach (float sample in samples)
                {
                    inRange += sample is >= -1 and <= 1 && MathF.Round(sample * 32768) == sample * 32768 ? 1 : 0;
                    clipped += Math.Abs(sample) > 0.9999 ? 1 : 0;
                }
                Assert.Equal(samples.Length, inRange);
                Assert.True(clipped < 0.002 * samples.Length, $"{emotion}, speaker {speaker}: {clipped} samples at full scale");
            }
        }
    }

    [Fact]
    public void TheSameArgumentsGiveTheSameSamplesOnAnyThread()
    {
        float[] expected = SyntheticVoice.Render(SyntheticEmotion.Happy, 3, 5, 11);
        Parallel.For(0, 8, _ => Assert.Equal(expected, SyntheticVoice.Render(SyntheticEmotion.Happy, 3, 5, 11)));
        Assert.NotEqual(expected, SyntheticVoice.Render(SyntheticEmotion.Happy, 3, 5, 12));
        Assert.NotEqual(expected, SyntheticVoice.Render(SyntheticEmotion.Happy, 4, 5, 11));
        Assert.NotEqual(expected, SyntheticVoice.Render(SyntheticEmotion.Happy, 3, 6, 11));
        Assert.NotEqual(expected, SyntheticVoice.Render(SyntheticEmotion.Surprise, 3, 5, 11));
    }

    [Fact]
    public void BadArgumentsAreNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>("emotion", () => SyntheticVoice.Render((SyntheticEmotion)8, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("speaker", () => SyntheticVoice.Render(SyntheticEmotion.Sad, -1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("utterance", () => SyntheticVoice.Render(SyntheticEmotion.Sad, 0, -1));
    }
}
