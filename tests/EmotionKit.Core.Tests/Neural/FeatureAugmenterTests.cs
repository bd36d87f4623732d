using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

public class FeatureAugmenterTests
{
    private static readonly Shape Variable = new(-1, 6);
    private static readonly float[] Ramp = [.. Enumerable.Range(0, 50 * 6).Select(i => 1f + i / 6)];

    [Fact]
    public void Masks_blank_whole_frames_and_whole_coefficients_within_their_widths()
    {
        var options = new FeatureAugmentation { TimeMasks = 1, TimeMaskFrames = 7, FrequencyMasks = 1, FrequencyMaskBins = 2, MaskValue = -5 };
        int widestTime = 0, widestBins = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            float[] row = Apply(options, Variable, Ramp, seed);
            Assert.Equal(Ramp.Length, row.Length);
            bool[] frames = [.. Enumerable.Range(0, 50).Select(f => row.Skip(f * 6).Take(6).All(v => v == -5))];
            bool[] bins = [.. Enumerable.Range(0, 6).Select(b => Enumerable.Range(0, 50).All(f => row[f * 6 + b] == -5))];
            for (int i = 0; i < row.Length; i++)
                Assert.Equal(frames[i / 6] || bins[i % 6] ? -5 : Ramp[i], row[i]);
            Assert.True(IsOneRun(frames) && IsOneRun(bins));
            widestTime = Math.Max(widestTime, frames.Count(f => f));
            widestBins = Math.Max(widestBins, bins.Count(b => b));
        }
        Assert.Equal((7, 2), (widestTime, widestBins));
    }

    [Fact]
    public void Speed_changes_the_length_and_keeps_the_ends()
    {
        var lengths = new List<int>();
        for (int seed = 0; seed < 100; seed++)
        {
            float[] row = Apply(new FeatureAugmentation { Speed = 0.2 }, Variable, Ramp, seed);
            Assert.Equal((1f, 50f), (row[0], row[^1]));
            Assert.True(row.Chunk(6).Select(frame => frame[0]).Zip(row.Chunk(6).Skip(1).Select(frame => frame[0])).All(pair => pair.First < pair.Second));
            lengths.Add(row.Length / 6);
        }
        // 50 frames at 0.8 to 1.2 of the speed.
        Assert.InRange(lengths.Min(), 42, 43);
        Assert.InRange(lengths.Max(), 60, 63);
    }

    [Fact]
    public void Shifts_move_frames_and_fill_with_zeros_or_come_around()
    {
        var fixedTime = new Shape(50, 6);
        for (int seed = 0; seed < 60; seed++)
        {
            float[] shifted = Apply(new FeatureAugmentation { ShiftFrames = 9 }, fixedTime, Ramp, seed), rolled = Apply(new FeatureAugmentation { ShiftFrames = 9, Roll = true }, fixedTime, Ramp, seed);
            int by = (int)(shifted[0] == 0 ? shifted.Count(v => v == 0) / 6 : 1 - shifted[0]);
            Assert.InRange(by, -9, 9);
            for (int f = 0; f < 50; f++)
            {
                int from = f - by;
                Assert.Equal(from is >= 0 and < 50 ? Ramp[from * 6] : 0, shifted[f * 6]);
                Assert.Equal(Ramp[(from + 50) % 50 * 6], rolled[f * 6]);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-80)]
    public void Padding_stays_padding(float padding)
    {
        float[] padded = [.. Ramp, .. Enumerable.Repeat(padding, 20 * 6)];
        var options = new FeatureAugmentation { Noise = 0.5, TimeMasks = 1, TimeMaskFrames = 3, MaskValue = 9, FrequencyMasks = 1 };
        for (int seed = 0; seed < 20; seed++)
            Assert.All(Apply(options, new Shape(70, 6), padded, seed, padding)[(50 * 6)..], value => Assert.Equal(padding, value));
    }

    [Fact]
    public void Frames_that_a_change_of_speed_or_a_shift_lays_bare_are_padding()
    {
        var options = new FeatureAugmentation { Speed = 0.3, ShiftFrames = 4 };
        for (int seed = 0; seed < 40; seed++)
        {
            float[] row = Apply(options, new Shape(50, 6), Ramp, seed, padding: -80);
            Assert.All(row, value => Assert.True(value is -80 or >= 1, $"{value}"));
            Assert.Equal(row.Count(value => value == -80), Apply(options, new Shape(50, 6), Ramp, seed).Count(value => value == 0));
        }
    }

    [Fact]
    public void Noise_has_the_deviation_asked_for_at_most_and_equal_seeds_give_equal_rows()
    {
        var options = new FeatureAugmentation { Noise = 0.5 };
        double largest = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            float[] row = Apply(options, new Shape(300), Ramp, seed);
            Assert.Equal(row, Apply(options, new Shape(300), Ramp, seed));
            largest = Math.Max(largest, Math.Sqrt(row.Zip(Ramp, (a, b) => (double)(a - b) * (a - b)).Average()));
        }
        Assert.InRange(largest, 0.42, 0.56);
    }

    [Fact]
    public void Only_the_share_of_rows_asked_for_is_changed()
    {
        var options = new FeatureAugmentation { Noise = 1, Probability = 0.3 };
        int changed = Enumerable.Range(0, 1000).Count(seed => !Apply(options, Variable, Ramp, seed).AsSpan().SequenceEqual(Ramp));
        Assert.InRange(changed, 250, 350);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1.0)]
    [InlineData(4.0)]
    public void Mixing_shares_have_the_moments_of_the_beta_distribution(double a)
    {
        var random = new DeterministicRandom(5);
        double[] shares = new double[20000];
        foreach (ref double share in shares.AsSpan())
            share = BetaDistribution.Draw(a, ref random);
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        double variance = 1 / (4 * (2 * a + 1));
        Assert.Equal(0.5, shares.Average(), 4 * Math.Sqrt(variance / shares.Length));
        Assert.Equal(variance, shares.Average(s => (s - 0.5) * (s - 0.5)), 0.03 * variance);
    }

    private static bool IsOneRun(bool[] values) => values.Zip(values.Skip(1)).Count(pair => !pair.First && pair.Second) + (values[0] ? 1 : 0) <= 1;

    private static float[] Apply(FeatureAugmentation options, Shape shape, float[] row, long seed, float padding = 0)
    {
        float[] result = [];
        int length = FeatureAugmenter.Apply(options, shape, row, seed, ref result, padding);
        return result[..length];
    }
}
