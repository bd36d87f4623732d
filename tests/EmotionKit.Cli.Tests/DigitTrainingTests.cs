using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace EmotionKit.Cli.Tests;

/// <summary><c>train digits</c> on a few images in MNIST's form: bars, of which class 0 is upright and class 1 lies.</summary>
public sealed class DigitTrainingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public DigitTrainingTests()
    {
        Write("train", 400);
        Write("t10k", 40);
    }

    /// <summary>With the four files.</summary>
    public string Folder => _folder.Path;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Digits_are_trained_measured_saved_and_read_from_pictures()
    {
        string network = _folder["network.json"], model = _folder["digits.ekm"], picture = _folder["bar.pgm"], report = _folder["digits.html"];
        File.WriteAllText(network, """
            { "layers": [ { "type": "conv2D", "filters": 4, "strideHeight": 4, "strideWidth": 4 }, { "type": "relu" }, { "type": "flatten" },
                          { "type": "dense" }, { "type": "softmax" } ] }
            """);
        CliRun run = (await CliRun.Of("train", "digits", "--data", _folder["."], "--trainer", network, "--epochs", "30", "--out", model, "--json", "-", "--report", report)).Expect(ExitCode.Success);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(40, json.GetProperty("rows").GetInt32());
        Assert.InRange(json.GetProperty("accuracy").GetDouble(), 0.8, 1);

        string page = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
        Assert.Contains("Confusion matrix", page, StringComparison.Ordinal);
        Assert.Contains("Loss per epoch", page, StringComparison.Ordinal);

        byte[] pixels = new byte[28 * 28];
        Bar(pixels, upright: true, at: 13);
        File.WriteAllBytes(picture, [.. Encoding.ASCII.GetBytes("P5 28 28 255\n"), .. pixels]);
        JsonElement prediction = JsonDocument.Parse((await CliRun.Of("predict", model, picture, "--json")).Expect(ExitCode.Success).Out).RootElement.GetProperty("predictions")[0];
        Assert.Equal("0", prediction.GetProperty("label").GetString());

        // The test images again, then pictures in folders, one of which cannot be read.
        string again = _folder["again.html"];
        JsonElement same = JsonDocument.Parse((await CliRun.Of("evaluate", model, "--data", _folder["."], "--json", "-", "--report", again)).Expect(ExitCode.Success).Out).RootElement;
        Assert.Equal(json.GetProperty("confusion").ToString(), same.GetProperty("confusion").ToString());
        Assert.Contains("Confusion matrix", await File.ReadAllTextAsync(again, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        string pictures = Directory.CreateDirectory(_folder["pictures"]).FullName;
        Directory.CreateDirectory(Path.Combine(pictures, "0"));
        File.Copy(picture, Path.Combine(pictures, "0", "bar.pgm"));
        File.WriteAllText(Path.Combine(pictures, "0", "broken.png"), "no picture");
        CliRun folders = (await CliRun.Of("evaluate", model, "--data", pictures, "--json", "-")).Expect(ExitCode.Failed);
        JsonElement few = JsonDocument.Parse(folders.Out).RootElement;
        Assert.Equal(1, few.GetProperty("rows").GetInt32());
        Assert.Equal(1, few.GetProperty("accuracy").GetDouble());
        Assert.Contains("broken.png", folders.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_in_folders_are_trained_on_and_a_fifth_of_them_held_out()
    {
        string pictures = _folder["pictures"], network = _folder["network.json"], model = _folder["bars.ekm"];
        File.WriteAllText(network, """{ "layers": [ { "type": "flatten" }, { "type": "dense", "units": 8 }, { "type": "relu" }, { "type": "dense" }, { "type": "softmax" } ] }""");
        for (int i = 0; i < 60; i++)
        {
            byte[] pixels = new byte[28 * 28];
            Bar(pixels, upright: i % 2 == 0, at: 5 + i / 2 % 16);
            pixels[i] = 60;
            string file = Path.Combine(Directory.CreateDirectory(Path.Combine(pictures, i % 2 == 0 ? "upright" : "lying")).FullName, $"{i:00}.pgm");
            File.WriteAllBytes(file, [.. Encoding.ASCII.GetBytes("P5 28 28 255\n"), .. pixels]);
        }
        File.WriteAllText(Path.Combine(pictures, "lying", "broken.png"), "no picture");
        CliRun run = (await CliRun.Of("train", "digits", "--data", pictures, "--trainer", network, "--epochs", "30", "--out", model, "--json", "-")).Expect(ExitCode.Success);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(12, json.GetProperty("rows").GetInt32());
        Assert.InRange(json.GetProperty("accuracy").GetDouble(), 0.8, 1);
        Assert.Contains("broken.png", run.Error, StringComparison.Ordinal);
        string upright = Path.Combine(pictures, "upright", "00.pgm");
        JsonElement prediction = JsonDocument.Parse((await CliRun.Of("predict", model, upright, "--json")).Expect(ExitCode.Success).Out).RootElement.GetProperty("predictions")[0];
        Assert.Equal("upright", prediction.GetProperty("label").GetString());

        Directory.Delete(Path.Combine(pictures, "upright"), recursive: true);
        Assert.Contains("only 'lying'", (await CliRun.Of("train", "digits", "--data", pictures)).Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
        Assert.Contains("found neither", (await CliRun.Of("train", "digits", "--data", Directory.CreateDirectory(_folder["none"]).FullName)).Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_the_files_is_an_error_that_names_it()
    {
        CliRun run = (await CliRun.Of("train", "digits", "--data", _folder["nowhere"])).Expect(ExitCode.Failed);
        Assert.Contains("nowhere", run.Error);
    }

    private static void Bar(Span<byte> image, bool upright, int at)
    {
        for (int i = 4; i < 24; i++)
        {
            for (int thick = 0; thick < 3; thick++)
                image[upright ? i * 28 + at + thick : (at + thick) * 28 + i] = 255;
        }
    }

    private void Write(string part, int count)
    {
        byte[] images = new byte[16 + count * 784], labels = new byte[8 + count];
        Header(images, 0x803, count, 28, 28);
        Header(labels, 0x801, count);
        for (int i = 0; i < count; i++)
        {
            labels[8 + i] = (byte)(i % 2);
            Bar(images.AsSpan(16 + i * 784, 784), upright: i % 2 == 0, at: 8 + i * 7 % 10);
        }
        File.WriteAllBytes(_folder[$"{part}-images-idx3-ubyte"], images);
        File.WriteAllBytes(_folder[$"{part}-labels-idx1-ubyte"], labels);
    }

    private static void Header(Span<byte> file, params ReadOnlySpan<int> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file[(4 * i)..], numbers[i]);
    }
}
