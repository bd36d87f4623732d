using EmotionKit.Audio;
using EmotionKit.TestSupport;

namespace EmotionKit.Core.Tests.Audio;

public sealed class SpeechCorpusDecodingTests
{
    [Theory]
    [InlineData("ravdess", 1200)]
    [InlineData("tess", 2240)]
    [InlineData("emodb", 408)]
    [Trait("Category", "Long")]
    public void Every_clip_decodes_to_the_MD5_in_its_header(string corpus, int clips)
    {
        string[] files = Directory.GetFiles(TestData.Require("speech", corpus), "*.flac", SearchOption.AllDirectories);
        Assert.Equal(clips, files.Length);
        Parallel.ForEach(files, file =>
        {
            using AudioDecoder decoder = AudioDecoder.Open(file);
            Assert.Equal((16000, 1, 16), (decoder.Info.SampleRate, decoder.Info.Channels, decoder.Info.BitsPerSample));
            Assert.Equal(decoder.Info.Frames, decoder.SkipFrames(long.MaxValue));
            Assert.Empty(decoder.Warnings);
        });
    }
}
