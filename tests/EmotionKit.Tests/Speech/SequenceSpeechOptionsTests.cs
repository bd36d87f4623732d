using EmotionKit.Speech;

namespace EmotionKit.Tests.Speech;

public sealed class SequenceSpeechOptionsTests
{
    [Theory]
    [InlineData(160, 800)]
    [InlineData(320, 400)]
    [InlineData(300, 427)]
    [InlineData(1, 128000)]
    public void Another_hop_keeps_the_seconds(int hop, int frames)
    {
        SequenceSpeechOptions options = new SequenceSpeechOptions().WithHop(hop);
        options.Validate();
        Assert.Equal([hop, hop, hop], new[] { options.Mel!.HopLength, options.Mfcc!.HopLength, options.Descriptors!.HopLength });
        Assert.Equal(frames, options.Frames);
    }

    [Fact]
    public void Features_that_are_not_asked_for_stay_away()
    {
        SequenceSpeechOptions options = new SequenceSpeechOptions { Mel = null, Descriptors = null }.WithHop(320);
        Assert.Null(options.Mel);
        Assert.Null(options.Descriptors);
        Assert.Equal(320, options.Mfcc!.HopLength);
    }

    [Fact]
    public void No_hop_is_refused() => Assert.Contains("hopLength", Assert.ThrowsAny<ArgumentException>(() => new SequenceSpeechOptions().WithHop(0)).Message, StringComparison.Ordinal);
}
