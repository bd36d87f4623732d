using EmotionKit.Sequences;

namespace EmotionKit.Core.Tests.Sequences;

public sealed class FrameMomentsTests
{
    [Fact]
    public void Moments_are_those_of_the_two_pass_formula_also_far_from_zero()
    {
        var random = new DeterministicRandom(3);
        const int Width = 5;
        const int Frames = 40_000;
        float[] values = new float[Width * Frames];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(10_000 * (i % Width) + random.NextGaussian() * (1 + i % Width));
        var moments = new FrameMoments(Width);
        for (int start = 0; start < Frames; start += 173)
            moments.Add(values.AsSpan(start * Width, Math.Min(173, Frames - start) * Width));
        Assert.Equal(Frames, moments.Count);
        for (int c = 0; c < Width; c++)
        {
            double[] column = [.. values.Where((_, i) => i % Width == c).Select(v => (double)v)];
            double mean = column.Average();
            double deviation = Math.Sqrt(column.Average(v => (v - mean) * (v - mean)));
            Assert.Equal(mean, moments.Mean()[c], 1e-9 * (1 + Math.Abs(mean)));
            Assert.Equal(deviation, moments.StandardDeviation()[c], 1e-9);
        }
    }

    [Fact]
    public void A_constant_coefficient_has_deviation_0_and_keeps_its_value_when_scaled()
    {
        var moments = new FrameMoments(2);
        moments.Add([0.1f, 1, 0.1f, 3]);
        Assert.Equal(0, moments.StandardDeviation()[0]);
        var scaler = new FrameScaler([0.1f, 2], [0, 1]);
        float[] output = new float[4];
        scaler.Apply([0.1f, 1, 0.3f, 3], output);
        Assert.Equal([0, -1, 0.3f - 0.1f, 1], output);
    }

    [Fact]
    public void What_cannot_be_learned_from_or_scaled_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameMoments(0));
        Assert.Throws<InvalidOperationException>(() => new FrameMoments(2).Mean());
        Assert.Throws<ArgumentException>(() => new FrameMoments(2).Add(new float[3]));
        Assert.Throws<ArgumentException>(() => new FrameMoments(2).Add([1, float.NaN]));
        Assert.Throws<ArgumentException>(() => new FrameMoments(2).Add([float.PositiveInfinity, 1]));
        Assert.Throws<ArgumentException>(() => new FrameScaler([0, 1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameScaler([0], [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameScaler([float.NaN], [1]));
        Assert.Throws<ArgumentException>(() => new FrameScaler([0, 0], [1, 1]).Apply(new float[3], new float[3]));
    }
}
