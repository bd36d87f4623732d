using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

public sealed class BinShiftTests
{
    [Fact]
    public void Every_frame_moves_by_one_amount_and_only_the_bins_asked_for()
    {
        const int Bins = 10, Moved = 8, Frames = 3;
        var options = new FeatureAugmentation { BinShift = 2.5, ShiftedBins = Moved };
        // On a ramp a shift by d adds d wherever the ends are far.
        float[] row = [.. Enumerable.Range(0, Frames * Bins).Select(i => 10f + i % Bins)];
        var amounts = new HashSet<float>();
        for (int seed = 0; seed < 20; seed++)
        {
            float[] result = [];
            Assert.Equal(row.Length, FeatureAugmenter.Apply(options, new Shape(Frames, Bins), row, seed, ref result));
            float by = result[4] - row[4];
            amounts.Add(by);
            Assert.InRange(by, -2.5f, 2.5f);
            for (int f = 0; f < Frames; f++)
            {
                for (int b = 3; b < Moved - 3; b++)
                    Assert.Equal(row[f * Bins + b] + by, result[f * Bins + b], 1e-4f);
                Assert.Equal(row[(f * Bins + Moved)..((f + 1) * Bins)], result[(f * Bins + Moved)..((f + 1) * Bins)]);
                Assert.InRange(result[f * Bins], row[0], row[0] + 2.5f);
            }
        }
        Assert.True(amounts.Count > 10);
    }

    [Fact]
    public void A_shift_past_the_last_bin_repeats_it()
    {
        float[] result = [], row = [1, 2, 3, 1, 2, 3];
        for (int seed = 0; seed < 10; seed++)
        {
            FeatureAugmenter.Apply(new FeatureAugmentation { BinShift = 1000 }, new Shape(2, 3), row, seed, ref result);
            Assert.True(result[..6].All(value => value is >= 1 and <= 3));
        }
    }
}
