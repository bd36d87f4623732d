using EmotionKit.Audio;
using EmotionKit.Audio.LibSndFile;

namespace EmotionKit.Core.Tests.Audio;

public sealed class LibSndFileTests
{
    private static readonly byte[] Mp3 = [0xFF, 0xFB, 0x90, 0x00, .. new byte[400]];

    private static void RequireLibrary()
    {
        if (SndFileLibrary.Instance is null)
            Assert.Skip("needs libsndfile on the machine");
    }

    [Fact]
    public void Lossy_formats_decode_to_about_as_many_frames_as_FFmpeg_gives()
    {
        RequireLibrary();
        var wrong = new List<string>();
        foreach (AudioManifest entry in AudioManifest.Read().Where(e => e.Decodes && !e.FramesAreExact))
        {
            try
            {
                using AudioDecoder decoder = AudioDecoder.Open(entry.FullPath);
                (long frames, _) = AudioManifest.Decode(decoder);
                if (Math.Abs(frames - entry.Frames!.Value) > 3 * 1152 || decoder.Info.SampleRate != entry.SampleRate)
                    wrong.Add($"{entry.File}: {frames} frames, expected about {entry.Frames}; {decoder.Info}");
            }
            catch (AudioFormatException e)
            {
                wrong.Add($"{entry.File}: {e.Message}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void A_stream_that_cannot_seek_and_memory_give_what_the_file_gives()
    {
        RequireLibrary();
        AudioManifest entry = AudioManifest.Read().First(e => e.Container == "ogg");
        byte[] bytes = File.ReadAllBytes(entry.FullPath);
        float[] expected = AudioLoader.Load(entry.FullPath).Samples;
        Assert.NotEmpty(expected);
        Assert.Equal(expected, AudioLoader.Load(bytes).Samples);
        Assert.Equal(expected, AudioLoader.Load(new ForwardOnlyStream(bytes, 1000)).Samples);
        Assert.True(expected.Max() > 0.01f);
    }

    [Fact]
    public void Sixteen_bits_through_libsndfile_are_exact()
    {
        RequireLibrary();
        // AU, big-endian 16-bit: a format that is not decoded here.
        byte[] au = [.. ".snd"u8, 0, 0, 0, 24, 0, 0, 0, 6, 0, 0, 0, 3, 0, 0, 0x1F, 0x40, 0, 0, 0, 1, 0x12, 0x34, 0x80, 0x00, 0x7F, 0xFF];
        using AudioDecoder decoder = AudioDecoder.Open(au);
        Assert.Equal(new AudioInfo("au", "pcm_s16", 8000, 1, 16, 3), decoder.Info);
        Assert.Equal([0x12340000, int.MinValue, 0x7FFF0000], Decoding.Integers(decoder));
        Assert.Equal([0x1234 / 32768f, -1f, 32767 / 32768f], Decoding.Floats(au));
    }

    [Fact]
    public void Without_libsndfile_the_error_names_the_format_and_what_to_do()
    {
        var options = new AudioDecoderOptions { UseLibSndFile = false };
        Assert.Contains("MP3", Assert.Throws<AudioFormatException>(() => AudioDecoder.Open(Mp3, "clip.mp3", options)).Message);
        foreach (string hint in new[] { "apt-get install libsndfile1", "brew install libsndfile", "sndfile.dll" })
            Assert.Contains(hint, SndFileLibrary.HowToInstall);
    }

    [Fact]
    public void Content_that_libsndfile_refuses_is_an_AudioFormatException()
    {
        byte[] text = [.. Enumerable.Repeat((byte)'x', 5000)];
        Assert.Contains("note.txt", Assert.Throws<AudioFormatException>(() => AudioDecoder.Open(text, "note.txt")).Message);
        Assert.Throws<AudioFormatException>(() => AudioDecoder.Open(new ForwardOnlyStream(text)));
    }

    [Fact]
    public void What_a_stream_throws_comes_out_as_an_IOException()
    {
        RequireLibrary();
        Assert.Throws<IOException>(() => AudioDecoder.Open(new BrokenStream(Mp3)));
    }

    private sealed class BrokenStream(byte[] data) : MemoryStream(data)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position < 1 ? base.Read(buffer, offset, Math.Min(count, 16)) : throw new IOException("the disk is gone");
    }
}
