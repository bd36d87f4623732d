using EmotionKit.Audio;

namespace EmotionKit.Core.Tests.Audio;

public sealed class AudioManifestTests
{
    private static readonly string[] ManagedContainers = ["wav", "flac", "aiff"];

    [Fact]
    public void Every_managed_format_decodes_to_the_samples_that_FFmpeg_gives()
    {
        var wrong = new List<string>();
        foreach (AudioManifest entry in AudioManifest.Read().Where(e => e.Decodes && ManagedContainers.Contains(e.Container)))
        {
            try
            {
                using AudioDecoder decoder = AudioDecoder.Open(entry.FullPath);
                (long frames, string md5) = AudioManifest.Decode(decoder);
                AudioInfo info = decoder.Info;
                if (frames != entry.Frames || md5 != entry.Md5)
                    wrong.Add($"{entry.File}: {frames} frames {md5}, expected {entry.Frames} {entry.Md5}");
                if ((info.Container, info.Codec, info.SampleRate, info.Channels, info.BitsPerSample)
                    != (entry.Container, entry.Codec, entry.SampleRate, entry.Channels, entry.Bits))
                    wrong.Add($"{entry.File}: {info}");
            }
            catch (AudioFormatException e)
            {
                wrong.Add($"{entry.File}: {e.Message}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Every_invalid_file_is_an_AudioFormatException_that_names_it()
    {
        var wrong = new List<string>();
        foreach (AudioManifest entry in AudioManifest.Read().Where(e => !e.Decodes))
        {
            try
            {
                using AudioDecoder decoder = AudioDecoder.Open(entry.FullPath);
                (long frames, _) = AudioManifest.Decode(decoder);
                wrong.Add($"{entry.File}: {frames} frames decoded");
            }
            catch (AudioFormatException e) when (e.Message.Contains(entry.File))
            {
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
