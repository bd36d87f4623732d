using System.Buffers.Binary;
using System.Text;
using EmotionKit.Audio;

namespace EmotionKit.Core.Tests.Audio;

public sealed class AiffDecoderTests
{
    private static byte[] Chunk(string name, ReadOnlySpan<byte> body, uint? size = null)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, size ?? (uint)body.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. length, .. body, .. new byte[body.Length & 1]];
    }

    private static byte[] Common(int channels, int frames, int bits, string? compression = null, byte[]? rate = null)
    {
        var body = new byte[8];
        BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)channels);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(2), frames);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(6), (ushort)bits);
        // 44100 Hz = 0xAC44 * 2^(15 - 15).
        rate ??= [0x40, 0x0E, 0xAC, 0x44, 0, 0, 0, 0, 0, 0];
        return Chunk("COMM", [.. body, .. rate, .. compression is null ? [] : Encoding.ASCII.GetBytes(compression + "\0\0")]);
    }

    private static byte[] Sound(byte[] samples, uint offset = 0) =>
        Chunk("SSND", [0, 0, 0, (byte)offset, 0, 0, 0, 0, .. new byte[offset], .. samples]);

    private static byte[] File(string kind, params byte[][] chunks) => Chunk("FORM", [.. Encoding.ASCII.GetBytes(kind), .. chunks.SelectMany(c => c)]);

    [Theory]
    [InlineData(8, new byte[] { 0x80, 0x7F }, new[] { int.MinValue, 0x7F000000 })]
    [InlineData(12, new byte[] { 0x12, 0x30, 0xFF, 0xF0 }, new[] { 0x12300000, -0x100000 })]
    [InlineData(16, new byte[] { 0x12, 0x34, 0xFF, 0xFF }, new[] { 0x12340000, -0x10000 })]
    [InlineData(24, new byte[] { 0x12, 0x34, 0x56, 0xFF, 0xFF, 0xFF }, new[] { 0x12345600, -0x100 })]
    [InlineData(32, new byte[] { 0x12, 0x34, 0x56, 0x78, 0xFF, 0xFF, 0xFF, 0xFF }, new[] { 0x12345678, -1 })]
    public void Big_endian_integers_of_every_width_decode(int bits, byte[] samples, int[] expected)
    {
        Assert.Equal(expected, Decoding.Integers(File("AIFF", Common(1, 2, bits), Sound(samples))));
        Assert.Equal(expected, Decoding.Integers(File("AIFC", Common(1, 2, bits, "NONE"), Sound(samples))));
        if (bits == 16)
            Assert.Equal(expected, Decoding.Integers(File("AIFC", Common(1, 2, bits, "twos"), Sound(samples))));
    }

    [Theory]
    [InlineData("sowt", 16, new byte[] { 0x34, 0x12 }, 0x12340000)]
    [InlineData("raw ", 8, new byte[] { 0x81 }, 0x01000000)]
    [InlineData("fl32", 32, new byte[] { 0x3F, 0, 0, 0 }, 1 << 30)]
    [InlineData("FL32", 32, new byte[] { 0xBF, 0, 0, 0 }, -(1 << 30))]
    [InlineData("fl64", 64, new byte[] { 0x3F, 0xE0, 0, 0, 0, 0, 0, 0 }, 1 << 30)]
    [InlineData("alaw", 16, new byte[] { 0xD5 }, 8 << 16)]
    [InlineData("ulaw", 16, new byte[] { 0x80 }, 32124 << 16)]
    [InlineData("in24", 24, new byte[] { 0x12, 0x34, 0x56 }, 0x12345600)]
    public void Uncompressed_codings_of_AIFF_C_decode(string compression, int bits, byte[] sample, int expected) =>
        Assert.Equal([expected], Decoding.Integers(File("AIFC", Common(1, 1, bits, compression), Sound(sample))));

    [Fact]
    public void Chunks_in_another_order_an_offset_and_padding_are_followed()
    {
        byte[] file = File("AIFF", Chunk("NAME", "abc"u8), Sound([1, 2, 3, 4], offset: 3), Common(2, 1, 16));
        using AudioDecoder decoder = AudioDecoder.Open(file);
        Assert.Equal(new AudioInfo("aiff", "pcm_s16be", 44100, 2, 16, 1), decoder.Info);
        Assert.Equal([0x01020000, 0x03040000], Decoding.Integers(decoder));
        Assert.Throws<AudioFormatException>(() => AudioDecoder.Open(new ForwardOnlyStream(file)));
    }

    [Fact]
    public void A_pad_byte_that_a_writer_forgot_is_not_missed()
    {
        byte[] file = File("AIFF", Chunk("NAME", "abc"u8)[..^1], Common(1, 1, 16), Sound([1, 2]));
        Assert.Equal([0x01020000], Decoding.Integers(file));
    }

    [Fact]
    public void A_file_without_samples_is_empty()
    {
        Assert.Empty(Decoding.Integers(File("AIFF", Common(1, 0, 16))));
        Assert.Throws<AudioFormatException>(() => Decoding.Integers(File("AIFF", Common(1, 5, 16))));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0xC0, 0x0E, 0xAC, 0x44, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x7F, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0 })]
    public void Impossible_rates_are_refused(byte[] rate)
    {
        byte[] file = File("AIFF", Common(1, 1, 16, rate: rate), Sound([1, 2]));
        Assert.Contains("sample rate", Assert.Throws<AudioFormatException>(() => AudioDecoder.Open(file)).Message);
    }

    [Fact]
    public void A_compression_that_is_not_known_is_named()
    {
        byte[] file = File("AIFC", Common(1, 1, 16, "QDM2"), Sound([1, 2]));
        Assert.Contains("QDM2", Assert.Throws<AudioFormatException>(() => AudioDecoder.Open(file)).Message);
    }
}
