using EmotionKit.Signal;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Core.Tests.Signal.Framing;

public class PaddingTests
{
    // numpy.pad([1, 2, 3], 5, mode=...).
    [Theory]
    [InlineData(PadMode.Zero, new float[] { 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0 })]
    [InlineData(PadMode.Edge, new float[] { 1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3 })]
    [InlineData(PadMode.Reflect, new float[] { 2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2 })]
    [InlineData(PadMode.Symmetric, new float[] { 2, 3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1, 2 })]
    public void Ends_equal_numpys_however_far_they_reach(PadMode mode, float[] expected)
    {
        var padded = new float[13];
        Padding.Copy([1, 2, 3], -5, mode, padded);
        Assert.Equal(expected, padded);
    }

    [Fact]
    public void A_single_sample_reflects_to_itself()
    {
        var padded = new float[5];
        Padding.Copy([7], -2, PadMode.Reflect, padded);
        Assert.Equal([7f, 7, 7, 7, 7], padded);
    }

    [Fact]
    public void A_part_wholly_outside_is_filled_too()
    {
        var padded = new float[2];
        Padding.Copy([1, 2, 3], 10, PadMode.Edge, padded);
        Assert.Equal([3f, 3], padded);
        Padding.Copy([1, 2, 3], -10, PadMode.Zero, padded);
        Assert.Equal([0f, 0], padded);
    }
}
