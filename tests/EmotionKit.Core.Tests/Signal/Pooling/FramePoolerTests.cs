using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal.Pooling;

public class FramePoolerTests
{
    private static readonly PoolOptions All = new() { Min = true, Max = true, Quantiles = [0.25, 0.5, 1], Slope = true };

    [Fact]
    public void Statistics_equal_numpys_on_a_small_table()
    {
        // numpy.mean, std, min, max, quantile([.25, .5, 1]) and polyfit(range(4), x, 1)[0] of the columns [1, 2, 4, 9] and [3, 3, 3, 3].
        float[] frames = [1, 3, 2, 3, 4, 3, 9, 3];
        var pooler = new FramePooler(All, 2);
        var output = new float[pooler.OutputWidth];
        pooler.Pool(frames, output);
        float[] expected = [4, 3, 3.0822070f, 0, 1, 3, 9, 3, 1.75f, 3, 3, 3, 9, 3, 2.6f, 0];
        Assert.Equal(expected.Length, output.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], output[i], 1e-6f);
    }

    [Fact]
    public void Names_tell_coefficient_and_statistic_in_the_order_of_the_values()
    {
        IReadOnlyList<string> names = new FramePooler(All, 2).Names(["a", "b"]);
        Assert.Equal(["a_mean", "b_mean", "a_std", "b_std", "a_min", "b_min", "a_max", "b_max", "a_q0.25", "b_q0.25", "a_q0.5", "b_q0.5", "a_q1", "b_q1", "a_slope", "b_slope"], names);
    }

    [Fact]
    public void A_single_frame_has_no_spread_and_no_slope()
    {
        var pooler = new FramePooler(All, 1);
        var output = new float[pooler.OutputWidth];
        pooler.Pool([7], output);
        Assert.Equal([7f, 0, 7, 7, 7, 7, 7, 0], output);
    }

    [Fact]
    public void A_value_that_is_not_a_number_shows_in_every_statistic_of_its_coefficient_only()
    {
        var pooler = new FramePooler(All, 2);
        var output = new float[pooler.OutputWidth];
        pooler.Pool([1, 1, float.NaN, 2, 3, 3], output);
        for (int i = 0; i < output.Length; i++)
            Assert.Equal(i % 2 == 0, float.IsNaN(output[i]));
    }

    [Fact]
    public void Segments_tell_how_each_part_of_a_clip_differs_from_the_whole()
    {
        // numpy: mean 4; array_split([1, 2, 4, 9], 2): means 1.5 and 6.5, std 0.5 and 2.5.
        var pooler = new FramePooler(new PoolOptions { StandardDeviation = false, Segments = 2 }, 1);
        var output = new float[pooler.OutputWidth];
        pooler.Pool([1, 2, 4, 9], output);
        Assert.Equal([4f, -2.5f, 0.5f, 2.5f, 2.5f], output);
        Assert.Equal(["a_mean", "a_part1_mean", "a_part1_std", "a_part2_mean", "a_part2_std"], pooler.Names(["a"]));
        pooler.Pool([7], output);
        Assert.Equal([7f, 0, 0, 0, 0], output);
        pooler.Pool([1, float.NaN, 3, 4], output);
        Assert.All(output, value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void No_frames_are_an_error_that_says_so()
    {
        var error = Assert.Throws<ArgumentException>(() => new FramePooler(null, 2).Pool([], new float[4]));
        Assert.Contains("at least one frame", error.Message);
    }

    [Fact]
    public void No_statistic_is_an_error() =>
        Assert.Throws<ArgumentException>(() => new FramePooler(new PoolOptions { Mean = false, StandardDeviation = false }, 1));

    [Fact]
    public void Segments_below_none_are_an_error() =>
        Assert.ThrowsAny<ArgumentException>(() => new FramePooler(new PoolOptions { Segments = -1 }, 1));
}
