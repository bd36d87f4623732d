using System.Globalization;
using EmotionKit.Numerics;
using EmotionKit.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>The Python of docs/use-from-python.md gives what .NET gives. ONNX Runtime is the native library that tests have; <c>onnxruntime.py</c> beside this file stands in for its Python
/// package.</summary>
[Collection(PageFolderCollection.Name)]
public sealed class PythonPageTests(PageFolder folder)
{
    public const string Page = "docs/use-from-python.md";

    [Fact]
    public async Task Digits_are_scored_as_here()
    {
        File.Copy(Path.Combine(Documentation.Root, "models", "digits-mnist.ekm"), folder["digits-mnist.ekm"], overwrite: true);
        await RunCommand("emotionkit export");
        float[] images = Strokes(rows: 3);
        Npy.Write(folder["digits.npy"], images, 3, 28, 28, 1);
        string[] lines = Python(BlockRun.Always);

        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(images.Chunk(784).Select(pixels => new Digit { Features = [.. pixels.Select(pixel => pixel / 255)] }));
        ITransformer scorer = ml.Transforms.ScoreOnnx(new OnnxScoringOptions { ModelPath = folder["digits.onnx"], Provider = OnnxProvider.Cpu }).Fit(data);
        float[][] expected = [.. scorer.Transform(data).GetColumn<float[]>("Score")];
        Assert.Equal(expected.Length, lines.Length);
        Assert.All(lines.Zip(expected), pair => AssertSays(pair.First, pair.Second, [.. Enumerable.Range(0, 10).Select(i => $"{i}")]));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Speech_is_scored_as_here()
    {
        var runner = new PageRunner(folder);
        runner.Run(Assert.Single(Documentation.Blocks(Page, Documentation.CSharp)));
        await RunCommand("emotionkit features");
        string line = Assert.Single(Python(BlockRun.Long));

        IDataView scored = ((ITransformer)runner.Value("model")).Transform(((MLContext)runner.Value("ml")).Data.LoadFromEnumerable([new Clip { Path = folder["clip.wav"] }]));
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        AssertSays(line, scored.GetColumn<float[]>("Score").Single(), [.. names.DenseValues().Select(name => name.ToString())]);
    }

    private static void AssertSays(string line, float[] scores, string[] classes)
    {
        string[] said = line.Split(' ');
        Assert.Equal(classes[scores.AsSpan().IndexOf(scores.Max())], said[0]);
        Assert.Equal(scores.Max(), double.Parse(said[1], CultureInfo.InvariantCulture), 0.0002);
    }

    private static float[] Strokes(int rows)
    {
        var images = new float[rows * 784];
        for (int row = 0; row < rows; row++)
        {
            for (int y = 5; y < 23; y++)
                images.AsSpan((row * 784) + (y * 28) + 8 + (row * (y - 5) / 3), 3).Fill(255 - (y * row));
        }
        return images;
    }

    private async Task RunCommand(string beginning)
    {
        ShellCommand command = Assert.Single(ShellCommand.Of(Page), command => command.IsInBlock && command.Text.StartsWith(beginning, StringComparison.Ordinal));
        (await CliRun.Of([.. command.Arguments.Select(argument => folder.IsName(argument) ? folder[argument] : argument)])).Expect(ExitCode.Success);
    }

    /// <summary>The lines that the page's block prints.</summary>
    private string[] Python(BlockRun run)
    {
        string native = Path.Combine(AppContext.BaseDirectory, "libonnxruntime.so");
        if (!File.Exists(native))
            Assert.Skip($"needs ONNX Runtime for Linux at {native}");
        File.Copy(Path.Combine(Documentation.Root, "tests", "EmotionKit.Cli.Tests", "Readme", "onnxruntime.py"), folder["onnxruntime.py"], overwrite: true);
        CodeBlock block = Assert.Single(Documentation.Blocks(Page, "python"), block => block.Run == run);
        PythonRun answer = PythonRun.In(folder.Root, $"import os\nos.environ['ORT_LIBRARY'] = '{native}'\n{block.Code}");
        if (answer.Error.Contains("ModuleNotFoundError", StringComparison.Ordinal))
            Assert.Skip("needs python3-numpy");
        return answer.Expect(0).Out.Trim().Split('\n');
    }

    private sealed class Digit
    {
        [VectorType(28, 28, 1)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Clip
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
