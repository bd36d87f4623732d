using EmotionKit.Sequences;

namespace EmotionKit.Core.Tests.Sequences;

public sealed class SequencePadderTests
{
    private static readonly float[] ThreeFrames = [1, 2, 3, 4, 5, 6];

    // What keras.utils.pad_sequences gives for the same arguments.
    [Theory]
    [InlineData(5, SequenceSide.End, SequenceSide.End, new float[] { 1, 2, 3, 4, 5, 6, 9, 9, 9, 9 })]
    [InlineData(5, SequenceSide.Start, SequenceSide.End, new float[] { 9, 9, 9, 9, 1, 2, 3, 4, 5, 6 })]
    [InlineData(3, SequenceSide.End, SequenceSide.End, new float[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(2, SequenceSide.End, SequenceSide.End, new float[] { 1, 2, 3, 4 })]
    [InlineData(2, SequenceSide.End, SequenceSide.Start, new float[] { 3, 4, 5, 6 })]
    [InlineData(1, SequenceSide.Start, SequenceSide.Start, new float[] { 5, 6 })]
    public void Sequences_are_filled_and_cut_on_the_side_asked_for(int frames, SequenceSide padding, SequenceSide truncation, float[] expected)
    {
        var options = new PadSequenceOptions { Frames = frames, Padding = padding, Truncation = truncation, Value = 9 };
        float[] output = new float[frames * 2];
        SequencePadder.Pad(ThreeFrames, 2, options, output);
        Assert.Equal(expected, output);
    }

    [Fact]
    public void An_empty_sequence_is_padding_only()
    {
        float[] output = new float[6];
        SequencePadder.Pad([], 3, new PadSequenceOptions { Frames = 2, Value = -1 }, output);
        Assert.Equal(Enumerable.Repeat(-1f, 6), output);
    }

    [Theory]
    [InlineData(SequenceSide.End)]
    [InlineData(SequenceSide.Start)]
    public void Content_is_what_was_padded(SequenceSide side)
    {
        // Ends in a coefficient that equals the padding: a frame is padding only as a whole.
        float[] frames = [9, 1, 2, 3, 4, 9];
        for (int length = 3; length < 9; length++)
        {
            var options = new PadSequenceOptions { Frames = length, Padding = side, Value = 9 };
            float[] padded = new float[length * 2];
            SequencePadder.Pad(frames, 2, options, padded);
            Assert.Equal(frames, padded[SequencePadder.Content(padded, 2, side, 9)]);
        }
        float[] paddingOnly = new float[8];
        Assert.Empty(paddingOnly[SequencePadder.Content(paddingOnly, 2, side, 0)]);
        float[] nothing = [];
        Assert.Empty(nothing[SequencePadder.Content(nothing, 2, side, 0)]);
    }

    [Fact]
    public void Values_that_are_not_finite_are_not_padding()
    {
        float[] frames = [1, 2, float.NaN, float.NaN];
        Assert.Equal(frames, frames[SequencePadder.Content(frames, 2, SequenceSide.End, 0)]);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var options = new PadSequenceOptions { Frames = 2 };
        Assert.Throws<ArgumentException>(() => SequencePadder.Pad(new float[5], 2, options, new float[4]));
        Assert.Throws<ArgumentException>(() => SequencePadder.Pad(new float[4], 2, options, new float[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SequencePadder.Pad(new float[4], 0, options, new float[4]));
        Assert.Throws<ArgumentException>(() => SequencePadder.Content(new float[3], 2, SequenceSide.End, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PadSequenceOptions { Frames = 0 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new PadSequenceOptions { Value = float.NaN }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new PadSequenceOptions { Padding = (SequenceSide)7 }.Validate());
    }
}
