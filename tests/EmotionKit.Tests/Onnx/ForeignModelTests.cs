using System.Diagnostics;
using System.Globalization;
using EmotionKit.Onnx;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Onnx;

/// <summary>The recipes of docs/bring-your-own-model.md: PyTorch's with PyTorch itself, the others with graphs as their converters write them.</summary>
public sealed class ForeignModelTests
{
    private const string Python = "/usr/bin/python3";

    private const string TorchScript = """
        import json, sys, torch, onnx
        torch.manual_seed(3)
        net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(12, 8), torch.nn.GELU(), torch.nn.Dropout(0.5), torch.nn.Linear(8, 3))
        net.eval()
        torch.onnx.export(net, torch.zeros(1, 4, 3), sys.argv[1], opset_version=17, input_names=['features'], output_names=['logits'],
                          dynamic_axes={'features': {0: 'batch'}, 'logits': {0: 'batch'}})
        model = onnx.load(sys.argv[1])
        model.metadata_props.add(key='classes', value=json.dumps(['angry', 'calm', 'sad']))
        onnx.save(model, sys.argv[1])
        x = torch.arange(60, dtype=torch.float32).reshape(5, 4, 3) / 30 - 1
        print(*torch.softmax(net(x), 1).flatten().tolist())
        """;

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void PyTorchsExportScoresAsPyTorchDoes()
    {
        using var folder = new TempFolder();
        string path = folder.File("torch.onnx");
        float[] expected = [.. RunTorch(path).Split(' ').Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
        IDataView data = OnnxRows.View(_ml, [.. Enumerable.Range(0, 60).Select(i => i / 30f - 1)], 4, 3);
        IDataView scored = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            ModelPath = path,
            Inputs = [new OnnxColumn("X", "features")],
            Outputs = [new OnnxColumn("Score", "logits")],
            PostProcess = OnnxPostProcess.Softmax,
            PredictedLabelColumn = "PredictedLabel",
        }).Fit(data).Transform(data);
        OnnxRows.AssertNear(expected, OnnxRows.Read<float>(scored, "Score"), 1e-6);
        Assert.Equal(["angry", "calm", "sad"], OnnxRows.Names(scored.Schema["PredictedLabel"], "KeyValues")!);
    }

    [Fact]
    public void AKerasClassifierHasItsRowsFoundWhateverItsDimensionsAreCalled()
    {
        // As tf2onnx writes it: channels-last in, transposes around the convolution, another unk__ number for each free dimension.
        byte[] model = new TestModel()
            .Input("input_1", TestModel.Float, "unk__31", 5, 2).Output("dense_1", TestModel.Float, "unk__32", 3)
            .Constant("conv1d/kernel", [1f, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1], 2, 2, 3)
            .Constant("axes", [1L], 1).Constant("dense/kernel", [1, 0, 0, 0, 1, 0.5f], 2, 3)
            .Node("Transpose", ["input_1"], ["turned"], ("perm", new long[] { 0, 2, 1 }))
            .Node("Conv", ["turned", "conv1d/kernel"], ["conv"], ("kernel_shape", new long[] { 3 }), ("strides", new long[] { 1 }))
            .Node("Transpose", ["conv"], ["back"], ("perm", new long[] { 0, 2, 1 }))
            .Node("ReduceSum", ["back", "axes"], ["pooled"], ("keepdims", 0L))
            .Node("MatMul", ["pooled", "dense/kernel"], ["dense"])
            .Node("Softmax", ["dense"], ["dense_1"], ("axis", 1L))
            .ToBytes();
        float[] rows = [.. Enumerable.Range(0, 30).Select(i => i % 7 / 7f)];
        IDataView data = OnnxRows.View(_ml, rows, 5, 2);
        IDataView scored = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = model,
            Inputs = [new OnnxColumn("X", "input_1")],
            PredictedLabelColumn = "PredictedLabel",
            ClassNames = ["a", "b", "c"],
        }).Fit(data).Transform(data);
        Assert.Equal(3, ((VectorDataViewType)scored.Schema["Score"].Type).Size);
        OnnxRows.AssertNear(Keras(rows), OnnxRows.Read<float>(scored, "Score"), 1e-6);
    }

    [Fact]
    public void AScikitLearnClassifierGivesItsProbabilitiesAndItsLabelIsNotFetched()
    {
        // As skl2onnx writes it with zipmap off: a label of Int64 and the probabilities.
        byte[] model = new TestModel().Input("X", TestModel.Float, "", 2)
            .Output("label", TestModel.Int64, "").Output("probabilities", TestModel.Float, "", 2)
            .Constant("coef", [-1f, 1, 2, -2], 2, 2)
            .Node("MatMul", ["X", "coef"], ["scores"]).Node("Softmax", ["scores"], ["probabilities"], ("axis", 1L))
            .Node("ArgMax", ["probabilities"], ["label"], ("axis", 1L), ("keepdims", 0L))
            .Metadata("classes", "good,bad").ToBytes();
        IDataView data = OnnxRows.View(_ml, [1, 0, 0, 1, 0, 0], 2);
        IDataView scored = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = model,
            Inputs = [new OnnxColumn("X")],
            Outputs = [new OnnxColumn("Score", "probabilities")],
            PredictedLabelColumn = "PredictedLabel",
        }).Fit(data).Transform(data);
        float near = (float)(1 / (1 + Math.Exp(-2))), sure = (float)(1 / (1 + Math.Exp(-4)));
        OnnxRows.AssertNear([1 - near, near, sure, 1 - sure, 0.5f, 0.5f], OnnxRows.Read<float>(scored, "Score"), 1e-6);
        Assert.Equal([2u, 1u, 1u], OnnxRows.ReadScalars<uint>(scored, "PredictedLabel"));
        Assert.Equal(["good", "bad"], OnnxRows.Names(scored.Schema["Score"], "SlotNames")!);
        Assert.Null(scored.Schema.GetColumnOrNull("label"));
    }

    [Fact]
    public void AScikitLearnClassifierWithDictionariesSaysHowToConvertItAndGivesItsLabelWhereThatIsAskedFor()
    {
        // As skl2onnx writes a logistic regression of text classes unless zipmap is off.
        byte[] model = new TestModel().Input("X", TestModel.Float, "", 2)
            .Output("output_label", TestModel.String, "").DictionariesOutput("output_probability")
            .MLNode("LinearClassifier", ["X"], ["label", "raw"], ("coefficients", new float[] { -1, 1, 1, -1 }), ("intercepts", new float[] { 0, 0 }),
                ("classlabels_strings", new[] { "bad", "good" }), ("multi_class", 1L), ("post_transform", "LOGISTIC"))
            .MLNode("Normalizer", ["raw"], ["probabilities"], ("norm", "L1"))
            .Node("Identity", ["label"], ["output_label"])
            .MLNode("ZipMap", ["probabilities"], ["output_probability"], ("classlabels_strings", new[] { "bad", "good" }))
            .ToBytes();
        var options = new OnnxScoringOptions { Model = model, Inputs = [new OnnxColumn("X")] };
        foreach (OnnxScoringOptions asking in (OnnxScoringOptions[])[options, options with { Outputs = [new OnnxColumn("Score", "output_probability")] }])
        {
            string error = Assert.Throws<NotSupportedException>(() => _ml.Transforms.ScoreOnnx(asking)).Message;
            Assert.Contains("'output_probability' (not a tensor)", error);
            Assert.Contains("zipmap=False", error);
        }
        IDataView data = OnnxRows.View(_ml, [1, 0, 0, 1], 2);
        IDataView scored = _ml.Transforms.ScoreOnnx(options with { Outputs = [new OnnxColumn("Answer", "output_label")] }).Fit(data).Transform(data);
        Assert.Equal(["good", "bad"], OnnxRows.Read<ReadOnlyMemory<char>>(scored, "Answer").Select(text => text.ToString()));
    }

    /// <summary>By the formula: three-frame windows of two kernels, summed over time, a dense layer, softmax.</summary>
    private static float[] Keras(float[] rows)
    {
        var scores = new List<float>();
        for (int row = 0; row < rows.Length; row += 10)
        {
            double first = 0, second = 0;
            for (int t = 0; t < 3; t++)
            {
                first += rows[row + 2 * t] + rows[row + 2 * t + 1];
                second += rows[row + 2 * t] + rows[row + 2 * (t + 2) + 1];
            }
            double[] exp = [Math.Exp(first), Math.Exp(second), Math.Exp(0.5 * second)];
            scores.AddRange(exp.Select(value => (float)(value / exp.Sum())));
        }
        return [.. scores];
    }

    private static string RunTorch(string path)
    {
        if (!File.Exists(Python))
            Assert.Skip("needs python3-torch and python3-onnx");
        using Process process = Process.Start(new ProcessStartInfo(Python, ["-c", TorchScript, path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 && errors.Result.Contains("ModuleNotFoundError", StringComparison.Ordinal))
            Assert.Skip("needs python3-torch and python3-onnx");
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Trim();
    }
}
