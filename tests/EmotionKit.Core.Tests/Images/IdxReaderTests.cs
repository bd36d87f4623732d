using System.IO.Compression;
using EmotionKit.Images;
using EmotionKit.Images.Idx;

namespace EmotionKit.Core.Tests.Images;

public sealed class IdxReaderTests
{
    private static readonly byte[] TwoByThree = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dimensions_and_values_come_plain_and_gzipped(bool packed)
    {
        IdxArray array = Read(packed ? Pack(TwoByThree) : TwoByThree);
        Assert.Equal([2, 3], array.Dimensions);
        Assert.Equal([1, 2, 3, 4, 5, 255], array.Values);
    }

    public static TheoryData<byte[], string> Damaged() => new()
    {
        { [], "an empty file" },
        { [0, 0, 8], "got 000008" },
        { [0x89, 0x50, 0x4e, 0x47, 0, 0], "got 89504e47" },
        { [0, 0, 13, 1, 0, 0, 0, 0], "type 0x0d" },
        { [0, 0, 8, 0], "got 0" },
        { [0, 0, 8, 200, 0, 0, 0, 1], "got 200" },
        { [0, 0, 8, 2, 0, 0, 0, 2], "ends within its header" },
        { TwoByThree[..^1], "got 5: the file is cut short" },
        { [.. TwoByThree, 0], "got more" },
        { [0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255], "promises more" },
        { [0, 0, 8, 1, 0x3f, 0xff, 0xff, 0xff, 1, 2, 3], "got 3: the file is cut short" },
        { [0x1f, 0x8b, 8, 0, 1, 2, 3], "" },
        { Pack(TwoByThree)[..^14], "" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Damaged_files_say_what_is_wrong(byte[] file, string expected)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ImageFormatException>(() => Read(file));
        Assert.Contains("test file", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void A_gzip_bomb_is_given_up_where_the_header_ends_it()
    {
        byte[] bomb = new byte[50 << 20];
        TwoByThree.CopyTo(bomb, 0);
        byte[] file = Pack(bomb);
        Assert.True(file.Length < 100_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("got more", Assert.Throws<ImageFormatException>(() => Read(file)).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void Labels_must_be_as_many_as_images()
    {
        string folder = Directory.CreateTempSubdirectory("emotionkit-idx-").FullName;
        try
        {
            string images = Path.Combine(folder, "images"), labels = Path.Combine(folder, "labels");
            File.WriteAllBytes(images, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4]);
            File.WriteAllBytes(labels, [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9]);
            Assert.Contains("expected 2 labels", Assert.Throws<ImageFormatException>(() => MnistFolder.ReadPair(images, labels)).Message);
            Assert.Contains("got the dimensions 3", Assert.Throws<ImageFormatException>(() => MnistFolder.ReadPair(labels, labels)).Message);
            Assert.Contains("1 dimension", Assert.Throws<ImageFormatException>(() => MnistFolder.ReadPair(images, images)).Message);
            var missing = Assert.Throws<FileNotFoundException>(() => MnistFolder.Read(folder, MnistFolder.TestImages, MnistFolder.TestLabels));
            Assert.Contains("t10k-images-idx3-ubyte.gz", missing.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IdxArray Read(byte[] file) => IdxReader.Read(new MemoryStream(file), "test file");

    private static byte[] Pack(byte[] file)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(file);
        return packed.ToArray();
    }
}
