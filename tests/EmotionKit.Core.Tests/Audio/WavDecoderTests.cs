using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EmotionKit.Audio;

namespace EmotionKit.Core.Tests.Audio;

public sealed class WavDecoderTests
{
    private static readonly short[] Samples = [0, 1, -1, 32767, -32768, 1234];
    private static readonly int[] Expected = [.. Samples.Select(s => s << 16)];

    private static byte[] Pcm16 => MemoryMarshal.AsBytes(Samples.AsSpan()).ToArray();

    [Fact]
    public void Integers_of_every_width_are_justified_to_the_top_of_32_bits()
    {
        Assert.Equal([0, -128 << 24, 127 << 24], Decoding.Integers(new WavBytes().Format(1, 1, 8000, 8).Chunk("data", [128, 0, 255]).ToArray()));
        Assert.Equal(Expected, Decoding.Integers(new WavBytes().Format(1, 1, 8000, 16).Chunk("data", Pcm16).ToArray()));
        Assert.Equal([0x12345600, unchecked((int)0xFFFFFF00)],
            Decoding.Integers(new WavBytes().Format(1, 1, 8000, 24).Chunk("data", [0x56, 0x34, 0x12, 0xFF, 0xFF, 0xFF]).ToArray()));
        Assert.Equal([0x12345678], Decoding.Integers(new WavBytes().Format(1, 1, 8000, 32).Chunk("data", [0x78, 0x56, 0x34, 0x12]).ToArray()));
        Assert.Equal([0x12345678], Decoding.Integers(new WavBytes().Format(1, 1, 8000, 64).Chunk("data", [1, 2, 3, 4, 0x78, 0x56, 0x34, 0x12]).ToArray()));
    }

    [Fact]
    public void Integers_as_floats_are_exact_fractions_of_full_scale()
    {
        float[] floats = Decoding.Floats(new WavBytes().Format(1, 1, 8000, 16).Chunk("data", Pcm16).ToArray());
        Assert.Equal(Samples.Select(s => s / 32768f), floats);
        floats = Decoding.Floats(new WavBytes().Format(1, 1, 8000, 24).Chunk("data", [1, 0, 0, 0, 0, 0x80]).ToArray());
        Assert.Equal([1 / 8388608f, -1f], floats);
    }

    [Fact]
    public void Long_recordings_agree_between_the_vector_and_the_scalar_conversion()
    {
        var data = new byte[2 * 5001];
        for (int i = 0; i < 5001; i++)
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(2 * i), (short)(i * 7919));
        float[] floats = Decoding.Floats(new WavBytes().Format(1, 1, 8000, 16).Chunk("data", data).ToArray());
        Assert.Equal(Enumerable.Range(0, 5001).Select(i => (short)(i * 7919) / 32768f), floats);
    }

    [Fact]
    public void Floats_are_rounded_half_to_even_and_clipped_as_integers_and_unchanged_as_floats()
    {
        float[] values = [0.5f, -1f, 1f, 2f, -3f, 0.75f / 2147483648f * 2, 1.5f / 2147483648f, 2.5f / 2147483648f];
        byte[] file = new WavBytes().Format(3, 1, 8000, 32).Chunk("data", MemoryMarshal.AsBytes(values.AsSpan())).ToArray();
        Assert.Equal([1 << 30, int.MinValue, int.MaxValue, int.MaxValue, int.MinValue, 2, 2, 2], Decoding.Integers(file));
        Assert.Equal(values, Decoding.Floats(file));
    }

    [Fact]
    public void Doubles_decode()
    {
        double[] values = [0.25, -0.5, 1.0 / 3];
        byte[] file = new WavBytes().Format(3, 1, 8000, 64).Chunk("data", MemoryMarshal.AsBytes(values.AsSpan())).ToArray();
        Assert.Equal([1 << 29, -(1 << 30), 715827883], Decoding.Integers(file));
        Assert.Equal([0.25f, -0.5f, 1f / 3], Decoding.Floats(file));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(20)]
    public void Valid_bits_below_the_container_are_at_its_top(int validBits)
    {
        int containerBits = (validBits + 7) / 8 * 8;
        byte[] data = validBits == 12 ? [0xF0, 0x7F, 0x00, 0x80] : [0xF0, 0xFF, 0x7F, 0x00, 0x00, 0x80];
        using AudioDecoder decoder = AudioDecoder.Open(new WavBytes().Extensible(1, 1, 8000, containerBits, validBits).Chunk("data", data).ToArray());
        Assert.Equal(validBits, decoder.Info.BitsPerSample);
        Assert.Equal([validBits == 12 ? 0x7FF00000 : 0x7FFFF000, int.MinValue], Decoding.Integers(decoder));
    }

    [Fact]
    public void Samples_of_24_bits_in_32_are_found_at_the_top_at_the_bottom_and_as_floats()
    {
        int[] values = [0x123456, -0x123456, 0x7FFFFF, -0x800000, 1, -1, 0x40];
        int[] expected = [.. values.Select(v => v << 8)];
        byte[] top = MemoryMarshal.AsBytes(values.Select(v => v << 8).ToArray().AsSpan()).ToArray();
        byte[] bottom = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        byte[] floats = MemoryMarshal.AsBytes(values.Select(v => (float)v).ToArray().AsSpan()).ToArray();
        foreach (byte[] data in new[] { top, bottom, floats })
        {
            Assert.Equal(expected, Decoding.Integers(new WavBytes().Extensible(1, 1, 8000, 32, 24).Chunk("data", data).ToArray()));
            Assert.Equal(expected, Decoding.Integers(new WavBytes().Format(1, 1, 8000, 24, bytesPerFrame: 4).Chunk("data", data).ToArray()));
        }
    }

    [Fact]
    public void A_law_and_mu_law_follow_G711()
    {
        byte[] codes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        int[] aLaw = Decoding.Integers(new WavBytes().Format(6, 1, 8000, 8).Chunk("data", codes).ToArray());
        int[] muLaw = Decoding.Integers(new WavBytes().Format(7, 1, 8000, 8).Chunk("data", codes).ToArray());

        // Values of the standard's tables: ITU-T G.711 (1988), tables 1a and 2a, scaled from 13 and 14 bits to 16.
        Assert.Equal(-5504 << 16, aLaw[0x00]);
        Assert.Equal(5504 << 16, aLaw[0x80]);
        Assert.Equal(-8 << 16, aLaw[0x55]);
        Assert.Equal(8 << 16, aLaw[0xD5]);
        Assert.Equal(32256 << 16, aLaw[0xAA]);
        Assert.Equal(-32124 << 16, muLaw[0x00]);
        Assert.Equal(32124 << 16, muLaw[0x80]);
        Assert.Equal(0, muLaw[0xFF]);
        Assert.Equal(0, muLaw[0x7F]);
        Assert.Equal(8 << 16, muLaw[0xFE]);

        // Within a segment the steps are equal, and each segment's step is twice the former's.
        int[] rising = [.. muLaw[0x80..].Reverse().Select(v => v >> 16)];
        for (int segment = 0; segment < 8; segment++)
        {
            for (int step = 1; step < 16; step++)
                Assert.Equal(8 << segment, rising[16 * segment + step] - rising[16 * segment + step - 1]);
        }
    }

    [Fact]
    public void Chunks_come_in_any_order()
    {
        byte[] file = new WavBytes().Chunk("LIST", new byte[10]).Chunk("data", Pcm16).Chunk("junk", new byte[3]).Format(1, 1, 8000, 16).ToArray();
        Assert.Equal(Expected, Decoding.Integers(file));
        var thrown = Assert.Throws<AudioFormatException>(() => AudioDecoder.Open(new ForwardOnlyStream(file), "pipe"));
        Assert.Contains("pipe", thrown.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Odd_chunks_are_passed_with_and_without_their_pad_byte(bool pad)
    {
        byte[] file = new WavBytes().Chunk("junk", [1, 2, 3], pad: pad).Format(1, 1, 8000, 16).Chunk("note", [1], pad: pad).Chunk("data", Pcm16).ToArray();
        Assert.Equal(Expected, Decoding.Integers(file));
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(0u, 0xFFFFFFFFu)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu)]
    [InlineData(0u, 36u + 12u)]
    public void A_data_size_that_a_pipe_left_open_means_to_the_end(uint dataSize, uint riffSize)
    {
        byte[] file = new WavBytes().Format(1, 1, 8000, 16).Chunk("data", Pcm16, size: dataSize).ToArray(riffSize);
        Assert.Equal(Expected, Decoding.Integers(file));
        using AudioDecoder decoder = AudioDecoder.Open(new ForwardOnlyStream(file));
        Assert.Null(decoder.Info.Frames);
        Assert.Equal(Expected, Decoding.Integers(decoder));
    }

    [Fact]
    public void An_empty_data_chunk_of_a_finished_file_holds_no_frames()
    {
        byte[] file = new WavBytes().Format(1, 1, 8000, 16).Chunk("data", []).Chunk("LIST", new byte[20]).ToArray();
        Assert.Empty(Decoding.Integers(file));
    }

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public void The_64_bit_size_of_RF64_counts(string riff)
    {
        var ds64 = new byte[28];
        BinaryPrimitives.WriteInt64LittleEndian(ds64.AsSpan(8), Pcm16.Length);
        byte[] file = new WavBytes(riff).Chunk("ds64", ds64).Format(1, 1, 8000, 16).Chunk("data", Pcm16, size: 0xFFFFFFFF).Chunk("LIST", new byte[8]).ToArray(0xFFFFFFFF);
        using AudioDecoder decoder = AudioDecoder.Open(file);
        Assert.Equal(Samples.Length, decoder.Info.Frames);
        Assert.Equal(Expected, Decoding.Integers(decoder));
        Assert.Empty(decoder.Warnings);
        Assert.False(decoder.IsCutShort);
    }

    [Fact]
    public void A_size_of_more_than_4_GiB_in_a_short_file_costs_no_memory()
    {
        var ds64 = new byte[28];
        BinaryPrimitives.WriteInt64LittleEndian(ds64.AsSpan(8), long.MaxValue - 5);
        byte[] file = new WavBytes("RF64").Chunk("ds64", ds64).Format(1, 1, 8000, 16).Chunk("data", Pcm16, size: 0xFFFFFFFF).ToArray(0xFFFFFFFF);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AudioClip clip = AudioLoader.Load(file);
        Assert.Equal(Samples.Length, clip.Samples.Length);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void A_truncated_file_gives_what_is_there_and_a_warning()
    {
        byte[] file = new WavBytes().Format(1, 2, 8000, 16).Chunk("data", Pcm16, size: 4000).ToArray();
        using AudioDecoder decoder = AudioDecoder.Open(file.AsMemory(0, file.Length - 1));
        Assert.Equal(2, decoder.Info.Frames);
        Assert.Equal(Expected[..4], Decoding.Integers(decoder));
        Assert.Contains(decoder.Warnings, w => w.Contains("cut short"));
        Assert.Contains(decoder.Warnings, w => w.Contains("within a frame"));
        Assert.True(decoder.IsCutShort);
    }

    [Fact]
    public void RIFX_is_big_endian_throughout()
    {
        byte[] format = [0, 1, 0, 1, 0, 0, 0x1F, 0x40, 0, 0, 0x3E, 0x80, 0, 2, 0, 16];
        byte[] file = new WavBytes("RIFX").Chunk("fmt ", format).Chunk("data", [0x12, 0x34, 0xFF, 0xFE]).ToArray();
        using AudioDecoder decoder = AudioDecoder.Open(file);
        Assert.Equal(8000, decoder.Info.SampleRate);
        Assert.Equal([0x12340000, -2 << 16], Decoding.Integers(decoder));
    }

    [Fact]
    public void An_ID3_tag_in_front_is_passed()
    {
        byte[] file = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5, .. new WavBytes().Format(1, 1, 8000, 16).Chunk("data", Pcm16).ToArray()];
        Assert.Equal(Expected, Decoding.Integers(file));
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands_and_stays_open()
    {
        byte[] file = new WavBytes().Chunk("data", Pcm16).Format(1, 1, 8000, 16).ToArray();
        using var stream = new MemoryStream([9, 9, 9, .. file]);
        stream.Position = 3;
        using (AudioDecoder decoder = AudioDecoder.Open(stream))
            Assert.Equal(Expected, Decoding.Integers(decoder));
        Assert.True(stream.CanRead);
    }

    [Theory]
    [InlineData(1, 0, 8000, 16, "channel")]
    [InlineData(1, 1, 0, 16, "sample rate")]
    [InlineData(1, 1, 8000, 0, "bits")]
    [InlineData(1, 1, 8000, 40, "bits")]
    [InlineData(3, 1, 8000, 16, "bits")]
    [InlineData(0x1234, 1, 8000, 16, "0x1234")]
    public void Impossible_formats_are_refused_by_name(int tag, int channels, int rate, int bits, string says)
    {
        byte[] file = new WavBytes().Format(tag, channels, rate, bits).Chunk("data", Pcm16).ToArray();
        Assert.Contains(says, Assert.Throws<AudioFormatException>(() => AudioDecoder.Open(file)).Message);
    }

    [Fact]
    public void Skipping_equals_reading_and_forgetting()
    {
        byte[] file = new WavBytes().Format(1, 2, 8000, 16).Chunk("data", Pcm16).Chunk("LIST", new byte[8]).ToArray();
        foreach (Stream stream in new Stream[] { new MemoryStream(file), new ForwardOnlyStream(file) })
        {
            using AudioDecoder decoder = AudioDecoder.Open(stream);
            Assert.Equal(2, decoder.SkipFrames(2));
            Assert.Equal(Expected[4..], Decoding.Integers(decoder));
            Assert.Equal(0, decoder.SkipFrames(5));
        }
    }

    [Fact]
    public void A_disposed_decoder_says_so()
    {
        AudioDecoder decoder = AudioDecoder.Open(new WavBytes().Format(1, 2, 8000, 16).Chunk("data", Pcm16).ToArray());
        decoder.Dispose();
        decoder.Dispose();
        Assert.Throws<ObjectDisposedException>(() => decoder.ReadFrames(new int[2]));
        Assert.Throws<ObjectDisposedException>(() => decoder.SkipFrames(1));
    }

    [Fact]
    public void A_span_too_short_for_a_frame_is_an_error_rather_than_the_end()
    {
        using AudioDecoder decoder = AudioDecoder.Open(new WavBytes().Format(1, 2, 8000, 16).Chunk("data", Pcm16).ToArray());
        Assert.Throws<ArgumentException>(() => decoder.ReadFrames(new int[1]));
    }
}
