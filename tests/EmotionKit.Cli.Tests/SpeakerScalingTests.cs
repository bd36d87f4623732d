using EmotionKit.Cli.Speech;

namespace EmotionKit.Cli.Tests;

public sealed class SpeakerScalingTests
{
    [Fact]
    public void Frames_of_a_speaker_have_mean_0_and_deviation_1_and_padding_stays()
    {
        // Two values a frame; the second row has one frame and padding.
        float[][] rows = [[1, 10, 3, 20], [8, 60, 0, 0]];
        SpeakerScaling.Apply(rows, 2);
        // Of 1, 3, 8 and of 10, 20, 60: means 4 and 30, population deviations sqrt(26 / 3) and sqrt(1400 / 3).
        float a = MathF.Sqrt(26f / 3), b = MathF.Sqrt(1400f / 3);
        Assert.Equal([-3 / a, -20 / b, -1 / a, -10 / b], rows[0], (x, y) => Math.Abs(x - y) < 1e-5);
        Assert.Equal([4 / a, 30 / b, 0, 0], rows[1], (x, y) => Math.Abs(x - y) < 1e-5);
    }

    [Fact]
    public void A_value_that_a_speaker_never_changes_becomes_0()
    {
        float[][] rows = [[5, 1], [5, 3]];
        SpeakerScaling.Apply(rows, 2);
        Assert.Equal([0, -1], rows[0]);
        Assert.Equal([0, 1], rows[1]);
    }
}
