using System.Buffers.Binary;
using System.Text;
using EmotionKit.Images;

namespace EmotionKit.Core.Tests.Images;

public sealed class ImageReaderTests
{
    [Theory]
    [InlineData("P2\n# made by hand\n3 2 # wide and high\n10\n0 5 10\n1 2\n3", new[] { 0f, 127.5f, 255, 25.5f, 51, 76.5f })]
    [InlineData("P2 1 1 65535 65535", new[] { 255f })]
    [InlineData("P5\n2 1\n255\nAZ", new[] { 65f, 90 })]
    [InlineData("P5 2 1 1000 \u0001\u0000\u0003\u0000", new[] { 256 / 1000f * 255, 768 / 1000f * 255 })]
    [InlineData("P5 1 1 255 A and more images, which are left out", new[] { 65f })]
    public void Pgm_is_read(string file, float[] expected)
    {
        float[] pixels = ImageReader.Read(Encoding.Latin1.GetBytes(file)).Pixels;
        Assert.Equal(expected.Length, pixels.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], pixels[i], 1e-4f);
    }

    [Theory]
    [InlineData("P2", "P2")]
    [InlineData("P2 ", "the width")]
    [InlineData("P2 3 x 1", "the height")]
    [InlineData("P2 3 2 0 1 1 1 1 1 1", "1 to 65535, got 0")]
    [InlineData("P2 3 2 70000 1 1 1 1 1 1", "got 70000")]
    [InlineData("P2 2 1 5 1 6", "got 6 at pixel 1")]
    [InlineData("P2 2 1 5 1 -1", "the pixel")]
    [InlineData("P2 0 1 5 1", "at least one pixel")]
    [InlineData("P2 99999 99999 5 1", "at most 67108864 pixels")]
    [InlineData("P2 99999999999999 1 5 1", "the width")]
    [InlineData("P2 6000 6000 5 1", "cut short")]
    [InlineData("P5 2 2 255 ABC", "cut short")]
    [InlineData("P5 2 2 256 ABCDEFG", "cut short")]
    [InlineData("P6 1 1 255 ABC", "kind P6")]
    [InlineData("", "an empty file")]
    [InlineData("GIF89a", "a GIF")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", "a JPEG")]
    public void What_is_not_read_says_why(string file, string expected)
    {
        var error = Assert.Throws<ImageFormatException>(() => ImageReader.Read(Encoding.Latin1.GetBytes(file), name: "a test"));
        Assert.StartsWith("a test", error.Message);
        Assert.Contains(expected, error.Message);
    }

    // Pixels by hand; rows are padded to 4 bytes and come from below, but for a negative height.
    [Fact]
    public void Bmp_of_1_4_and_8_bits_looks_colours_up()
    {
        byte[] palette = [0, 0, 0, 0, 10, 20, 30, 0, 255, 255, 255, 0];
        float[] colors = [0, 0.299f * 30 + 0.587f * 20 + 0.114f * 10, 255];
        Check([colors[1], colors[0], colors[0], colors[1]], Bmp(2, 2, 1, 0, palette[..8], [0b01000000, 0, 0, 0, 0b10000000, 0, 0, 0]));
        Check([colors[1], colors[2], colors[0]], Bmp(3, 1, 4, 0, palette, [0x12, 0x00, 0, 0]));
        Check([colors[2], colors[1]], Bmp(2, 1, 8, 0, palette, [2, 1, 0, 0]));
        Assert.Contains("palette of 3, got number 3", Assert.Throws<ImageFormatException>(() => ImageReader.Read(Bmp(2, 1, 8, 0, palette, [2, 3, 0, 0]))).Message);
    }

    [Fact]
    public void Bmp_of_16_24_and_32_bits_weighs_colours()
    {
        float gray = 0.299f * 30 + 0.587f * 20 + 0.114f * 10;
        Check([gray, 0, 255, gray], Bmp(2, 2, 24, 0, [], [255, 255, 255, 10, 20, 30, 0, 0, 10, 20, 30, 0, 0, 0, 0, 0]));
        Check([255, gray], Bmp(1, -2, 32, 0, [], [255, 255, 255, 0, 10, 20, 30, 0]));
        byte[] masks565 = [0, 0xf8, 0, 0, 0xe0, 7, 0, 0, 0x1f, 0, 0, 0];
        Check([255 * 0.299f, 255 * 0.587f], Bmp(2, 1, 16, 3, masks565, [0, 0xf8, 0xe0, 0x07]));
        Check([255 * 0.114f, 255], Bmp(2, 1, 16, 0, [], [0x1f, 0, 0xff, 0x7f]));
    }

    // Four bits, top-down, eleven colours: the sum is that of Pillow 9.4, sum((i + 1) * gray[i]).
    [Fact]
    public void Bmp_that_Pillow_reads_is_read()
    {
        const string File = "Qk2qAAAAAAAAAGIAAAAoAAAADQAAAPf///8BAAQAAAAAAAAAAAAAAAAAAAAAAAsAAAAAAAAABcNtABGtgACXJ0oA08LnADRM1gDHAhgAR2XcALyy+wBgI+kAqRlyADO61ABWOEgUKFCgAJgRQZKWmRAAIVYmgWAFEAB0JkFzCBagAAkHOjIpCVAAAqo6WQgHAABacxAmGBIgAJcEQFRxoKAAcVaKQGkyAAA=";
        GrayImage image = ImageReader.Read(Convert.FromBase64String(File));
        Assert.Equal((9, 13), (image.Height, image.Width));
        Assert.Equal(888930.821, image.Pixels.Select((value, i) => (i + 1.0) * value).Sum(), 0.05);
    }

    [Fact]
    public void A_damaged_Bmp_is_read_or_gives_the_documented_error()
    {
        byte[][] files =
        [
            Bmp(5, 3, 8, 0, new byte[1024], new byte[24]), Bmp(5, -3, 4, 0, new byte[64], new byte[12]), Bmp(3, 2, 16, 3, [0, 0xf8, 0, 0, 0xe0, 7, 0, 0, 0x1f, 0, 0, 0], new byte[16]),
            Bmp(3, 2, 24, 0, [], new byte[24]), Bmp(2, 2, 32, 0, [], new byte[16]),
        ];
        var random = new Random(2);
        for (int i = 0; i < 5000; i++)
        {
            byte[] file = [.. files[i % files.Length]];
            for (int flips = random.Next(3); flips >= 0; flips--)
                file[2 + random.Next(Math.Min(64, file.Length - 2))] = (byte)random.Next(256);
            int length = random.Next(4) == 0 ? random.Next(file.Length) : file.Length;
            try
            {
                ImageReader.Read(file.AsMemory(0, length), new ImageReadOptions { MaxPixels = 10_000 });
            }
            catch (ImageFormatException)
            {
            }
        }
        Assert.Contains("compression 1 with 8 bits", Assert.Throws<ImageFormatException>(() => ImageReader.Read(Bmp(1, 1, 8, 1, new byte[8], new byte[4]))).Message);
    }

    [Fact]
    public void An_idx_file_of_one_image_is_an_image()
    {
        Assert.Equal([1f, 2, 255], ImageReader.Read((byte[])[0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 255]).Pixels);
        Assert.Equal([7f], ImageReader.Read((byte[])[0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7]).Pixels);
        byte[] two = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 8];
        Assert.Contains("got 2 images: load them with ml.Data.LoadDigitImages", Assert.Throws<ImageFormatException>(() => ImageReader.Read(two)).Message);
    }

    private static void Check(float[] expected, byte[] file)
    {
        float[] pixels = ImageReader.Read(file).Pixels;
        Assert.Equal(expected.Length, pixels.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], pixels[i], 1e-3f);
    }

    private static byte[] Bmp(int width, int height, int bits, int compression, byte[] behindHeader, byte[] pixels)
    {
        byte[] header = new byte[54];
        "BM"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(10), 54 + behindHeader.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(22), height);
        header[26] = 1;
        header[28] = (byte)bits;
        header[30] = (byte)compression;
        return [.. header, .. behindHeader, .. pixels];
    }
}
