using EmotionKit.Signal;

namespace EmotionKit.Core.Tests.Signal.Features;

public class DeltaTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    public void Deltas_of_librosas_mfcc_equal_its_deltas(int clip, int order)
    {
        (double[] mfcc, _, int width) = Reference.Frames(clip, "a.mfcc");
        (double[] expected, _, _) = Reference.Frames(clip, $"a.delta{order}");
        float[] frames = Array.ConvertAll(mfcc, v => (float)v);
        var actual = new float[frames.Length];
        Delta.Compute(frames, width, order, 9, actual);
        Assert.InRange(Reference.LargestDifference(expected, actual), 0, 2e-5);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 5)]
    [InlineData(3, 9)]
    [InlineData(5, 7)]
    public void The_delta_of_a_polynomial_of_its_order_is_the_exact_derivative_everywhere(int order, int deltaWidth)
    {
        const int Count = 30, Width = 17;
        double factorial = 1;
        for (int i = 2; i <= order; i++)
            factorial *= i;
        var frames = new float[Count * Width];
        for (int t = 0; t < Count; t++)
        {
            for (int i = 0; i < Width; i++)
                frames[t * Width + i] = (float)(i + (i - 8) * Math.Pow((t - 15) / 10.0, order));
        }
        var output = new float[frames.Length];
        Delta.Compute(frames, Width, order, deltaWidth, output);
        for (int t = 0; t < Count; t++)
        {
            for (int i = 0; i < Width; i++)
                Assert.Equal((i - 8) * factorial / Math.Pow(10, order), output[t * Width + i], 2e-4);
        }
    }

    [Fact]
    public void Fewer_frames_than_the_width_say_how_many_are_needed()
    {
        var error = Assert.Throws<ArgumentException>(() => Delta.Compute(new float[8], 1, 1, 9, new float[8]));
        Assert.Contains("at least 9 frames", error.Message);
        Assert.Contains("got 8", error.Message);
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(9, 9)]
    [InlineData(1, 8)]
    [InlineData(1, 1)]
    public void Impossible_orders_and_widths_are_rejected(int order, int deltaWidth) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Delta.Compute(new float[20], 1, order, deltaWidth, new float[20]));

    [Fact]
    public void No_frames_give_no_frames() => Delta.Compute([], 3, 1, 9, []);
}
