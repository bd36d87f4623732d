using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Samples.Tests;

public sealed class DigitRecognitionTests : IDisposable
{
    private const string Name = "DigitRecognition";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Long")]
    public async Task Mnist_becomes_a_model_that_reads_a_PNG()
    {
        SampleRun run = (await SampleRun.Of(Name, _folder.Path, "--small", "--epochs", "2", "--out", "made")).Succeeded();
        Assert.InRange(run.Figure("accuracy"), 0.5, 1);
        Assert.InRange(run.Figure("\naccuracy"), 0.9, 1);
        Assert.Contains("digit.pgm shows a 7, probability", run.Out, StringComparison.Ordinal);
        HtmlReport.Check(_folder["made", "data.html"], "Test images");
        HtmlReport.Check(_folder["made", "digits.html"], "Handwritten digits");
        HtmlReport.Check(_folder["made", "digits-training.html"], "Training of the digit network");

        // A 1 as anybody draws it: a thick black stroke on white paper, 60 x 90 pixels.
        WritePng(_folder["one.png"], 60, 90, (x, y) => (byte)(x is >= 26 and < 34 && y is >= 15 and < 75 ? 0 : 255));
        SampleRun reading = (await SampleRun.Of(Name, _folder.Path, "--model", _folder["made", "digits.ekm"], "--picture", "one.png")).Succeeded();
        string digit = SavedModel.Answer(_folder["made", "digits.ekm"], _folder["one.png"], "Digit");
        Assert.Equal("1", digit);
        Assert.Contains($"one.png shows a {digit}, probability", reading.Out, StringComparison.Ordinal);
        Assert.Contains("####", reading.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", reading.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_model_is_one_line_and_exit_code_1()
    {
        await File.WriteAllTextAsync(_folder["x.ekm"], "no model");
        WritePng(_folder["one.png"], 4, 4, (_, _) => 255);
        (await SampleRun.Of(Name, _folder.Path, "--model", "x.ekm", "--picture", "one.png")).Failed(1, "'x.ekm': The file is not a model bundle");
    }

    /// <summary>8-bit grey (PNG, third edition: https://www.w3.org/TR/png-3/).</summary>
    private static void WritePng(string path, int width, int height, Func<int, int, byte> grey)
    {
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
                zlib.Write([0, .. Enumerable.Range(0, width).Select(x => grey(x, y))]);
        }
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        using FileStream file = File.Create(path);
        file.Write([0x89, .. "PNG\r\n\x1a\n"u8]);
        Chunk("IHDR", header);
        Chunk("IDAT", pixels.ToArray());
        Chunk("IEND", []);

        void Chunk(string type, byte[] data)
        {
            byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.Write(number);
            file.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
            file.Write(number);
        }
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        return ~crc;
    }
}
