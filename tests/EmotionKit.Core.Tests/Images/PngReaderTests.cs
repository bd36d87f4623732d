using System.IO.Compression;
using EmotionKit.Images;

namespace EmotionKit.Core.Tests.Images;

public sealed class PngReaderTests
{
    public static TheoryData<int, int, bool> Kinds()
    {
        var kinds = new TheoryData<int, int, bool>();
        foreach (bool interlaced in (bool[])[false, true])
        {
            foreach ((int color, int[] depths) in ((int, int[])[])[(0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16])])
            {
                foreach (int depth in depths)
                    kinds.Add(color, depth, interlaced);
            }
        }
        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_colour_type_depth_and_interlacing_gives_its_grey(int color, int depth, bool interlaced)
    {
        // Sizes at which some of the seven passes are empty or partly filled.
        foreach ((int width, int height) in ((int, int)[])[(13, 9), (1, 1), (3, 8), (8, 2), (33, 5)])
        {
            PngBytes png = Create(color, depth, interlaced, width, height);
            GrayImage image = ImageReader.Read(png.ToArray());
            Assert.Equal((height, width), (image.Height, image.Width));
            for (int i = 0; i < image.Pixels.Length; i++)
                Assert.Equal(Expected(png, i, 255), image.Pixels[i], 1e-3);
        }
    }

    [Fact]
    public void Transparent_pixels_lie_on_what_is_behind()
    {
        PngBytes png = Create(6, 8, false, 13, 9);
        GrayImage image = ImageReader.Read(png.ToArray(), new ImageReadOptions { Behind = 40 });
        for (int i = 0; i < image.Pixels.Length; i++)
            Assert.Equal(Expected(png, i, 40), image.Pixels[i], 1e-3);
        var gray = new PngBytes { Width = 3, Height = 1, Color = 0, Depth = 8, Samples = [10, 77, 78], Transparency = [0, 77] };
        Assert.Equal([10f, 255, 78], ImageReader.Read(gray.ToArray()).Pixels);
        var palette = new PngBytes { Width = 3, Height = 1, Color = 3, Depth = 2, Samples = [0, 1, 2], Palette = [0, 0, 0, 100, 100, 100, 200, 200, 200], Transparency = [255, 0] };
        Assert.Equal([0f, 255, 200], ImageReader.Read(palette.ToArray()).Pixels);
    }

    // Made by zlib from random samples; the sums are those of Pillow 9.4: sum((i + 1) * gray[i]), gray over white by BT.601.
    [Theory]
    [InlineData(849915.0, "iVBORw0KGgoAAAANSUhEUgAAAA0AAAAJAQAAAAG2BqtRAAAAM0lEQVR42mNoYGxgYmBuYGFgOMCYwOTAfIzlAMMCxi9MCsyzWHgYJt9gbJZl8pvBbPkHAM5ACwtBUU9iAAAAAElFTkSuQmCC")]
    [InlineData(904893.0, "iVBORw0KGgoAAAANSUhEUgAAAA0AAAAJBAAAAAAJ4RS3AAAARklEQVR42gFIALf/AAV/HYS+2aABAu6Gs3S+tQL8EBu4tpfwA1tBqycAWIYE9Ih2tX+gMAAAyegg+1UAAZsF5NhhYMMCCW/4nmPSZUPr/gAAAA1JREFUAAObu35O731AfKEf7U0qeswAAAAASUVORK5CYII=")]
    [InlineData(816090.395, "iVBORw0KGgoAAAANSUhEUgAAAA0AAAAJBAMAAAAbVLtZAAAAMFBMVEUJGSGCeSYA3ECIfYbccFzg0dXhh4RFPC/lPh4x3XT/YX6F2D0AJ5BQOEzWQ1SEBqW2RnTsAAAAA3RSTlPO9IYVTH04AAAARklEQVR42gFIALf/AA1YOSSrlRABdvlcclxUowIS9RwLZ6bAAxO7XmZkwpsEFgS784qkRQARyW87ptnQATbaVnUxXVcC0s64Nw/HDANO7gAAAA1JREFUcAOoj//1xW5+5gcegAhyy1wAAAAASUVORK5CYII=")]
    public void What_Pillow_reads_is_read(double expected, string file)
    {
        float[] pixels = ImageReader.Read(Convert.FromBase64String(file)).Pixels;
        Assert.Equal(expected, pixels.Select((value, i) => (i + 1.0) * value).Sum(), 0.05);
    }

    [Fact]
    public void A_file_cut_anywhere_is_an_error_that_says_so()
    {
        byte[] file = Create(3, 4, true, 13, 9).ToArray();
        for (int length = 0; length < file.Length; length++)
            Assert.Throws<ImageFormatException>(() => ImageReader.Read(file.AsMemory(0, length)));
    }

    [Fact]
    public void A_flipped_bit_is_found_by_the_checksums()
    {
        byte[] file = Create(2, 8, false, 13, 9).ToArray();
        for (int i = 8; i < file.Length; i++)
        {
            byte[] damaged = [.. file];
            damaged[i] ^= (byte)(1 << i % 8);
            Assert.Throws<ImageFormatException>(() => ImageReader.Read(damaged));
        }
    }

    [Fact]
    public void Contents_that_no_encoder_writes_give_an_image_or_the_documented_error()
    {
        var random = new Random(1);
        int read = 0;
        for (int i = 0; i < 3000; i++)
        {
            PngBytes png = Create(((int[])[0, 2, 3, 4, 6])[i % 5], 8, i % 2 == 0, 1 + random.Next(9), 1 + random.Next(9));
            byte[] header = png.Header(), pixels = png.Pixels();
            Damage(header, random);
            Damage(pixels, random);
            byte[] file = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. PngBytes.Chunk("IHDR", header), .. PngBytes.Chunk("PLTE", [1, 2, 3]), .. PngBytes.Chunk("IDAT", pixels), .. PngBytes.Chunk("IEND", [])];
            try
            {
                read += ImageReader.Read(file, new ImageReadOptions { MaxPixels = 1000 }).Pixels.Length > 0 ? 1 : 0;
            }
            catch (ImageFormatException)
            {
            }
        }
        Assert.InRange(read, 100, 2900);
    }

    [Fact]
    public void A_small_file_that_claims_a_huge_image_takes_no_memory()
    {
        byte[] header = new PngBytes { Width = 8000, Height = 8000, Color = 6, Depth = 16, Samples = [] }.Header();
        byte[] file = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. PngBytes.Chunk("IHDR", header), .. PngBytes.Chunk("IDAT", [0x78, 0x9c, 1, 2, 3]), .. PngBytes.Chunk("IEND", [])];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("cannot hold 8000 x 8000", Assert.Throws<ImageFormatException>(() => ImageReader.Read(file)).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Fact]
    public void Pixels_that_unpack_without_end_are_read_no_further_than_the_image()
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(new byte[64 << 20]);
        byte[] header = new PngBytes { Width = 4, Height = 4, Color = 0, Depth = 8, Samples = [] }.Header();
        byte[] file = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. PngBytes.Chunk("IHDR", header), .. PngBytes.Chunk("IDAT", packed.ToArray()), .. PngBytes.Chunk("IEND", [])];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(new float[16], ImageReader.Read(file).Pixels);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        PngBytes png = Create(0, 8, false, 4, 4);
        byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], header = PngBytes.Chunk("IHDR", png.Header());
        byte[] pixels = PngBytes.Chunk("IDAT", png.Pixels()), end = PngBytes.Chunk("IEND", []);
        Error("'IHDR' first, got 'IDAT'", [.. signature, .. pixels, .. end]);
        Error("two headers", [.. signature, .. header, .. header, .. pixels, .. end]);
        Error("before its pixels", [.. signature, .. header, .. end]);
        Error("interrupted", [.. signature, .. header, .. pixels, .. PngBytes.Chunk("tEXt", [1]), .. pixels, .. end]);
        Error("'ABCD', which is not known", [.. signature, .. header, .. PngBytes.Chunk("ABCD", []), .. pixels, .. end]);
        Error("no palette", [.. signature, .. PngBytes.Chunk("IHDR", Create(3, 8, false, 4, 4).Header()), .. pixels, .. end]);
        Error("cut short: they end in row", [.. signature, .. header, .. PngBytes.Chunk("IDAT", Create(0, 8, false, 2, 3).Pixels()), .. end]);
        Assert.Contains("at most 15 pixels", Assert.Throws<ImageFormatException>(() => ImageReader.Read(png.ToArray(), new ImageReadOptions { MaxPixels = 15 })).Message);
    }

    private static void Error(string expected, byte[] file) =>
        Assert.Contains(expected, Assert.Throws<ImageFormatException>(() => ImageReader.Read(file)).Message);

    private static void Damage(byte[] bytes, Random random)
    {
        if (random.Next(3) > 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
    }

    private static PngBytes Create(int color, int depth, bool interlaced, int width, int height)
    {
        var random = new Random(color * 100 + depth + width);
        int colors = Math.Min(1 << depth, 40);
        byte[] palette = new byte[color == 3 ? 3 * colors : 0];
        random.NextBytes(palette);
        int channels = color switch { 0 or 3 => 1, 4 => 2, 2 => 3, _ => 4 };
        int[] samples = [.. Enumerable.Range(0, width * height * channels).Select(_ => random.Next(color == 3 ? colors : 1 << depth))];
        return new PngBytes { Width = width, Height = height, Color = color, Depth = depth, IsInterlaced = interlaced, Palette = palette, Samples = samples };
    }

    private static double Expected(PngBytes png, int pixel, double behind)
    {
        double white = (1 << png.Depth) - 1;
        double Sample(int channel) => png.Samples[pixel * png.Channels + channel] / white * 255;
        double Gray(double red, double green, double blue) => 0.299 * red + 0.587 * green + 0.114 * blue;
        int index = png.Samples[pixel * png.Channels];
        double gray = png.Color switch
        {
            3 => Gray(png.Palette[3 * index], png.Palette[3 * index + 1], png.Palette[3 * index + 2]),
            2 or 6 => Gray(Sample(0), Sample(1), Sample(2)),
            _ => Sample(0),
        };
        double alpha = png.Color switch { 4 => Sample(1) / 255, 6 => Sample(3) / 255, _ => 1 };
        return behind + (gray - behind) * alpha;
    }
}
