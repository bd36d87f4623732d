using EmotionKit.Neural;
using EmotionKit.Onnx;
using EmotionKit.Tests.Support;
using Microsoft.ML;

namespace EmotionKit.Tests.Onnx.Export;

/// <summary>Exported networks in ONNX Runtime against our own forward pass, and before ONNX's checker.</summary>
public sealed class NetworkExporterTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Layers => [.. ExportCases.Names];

    [Theory, MemberData(nameof(Layers))]
    public void OnnxRuntimeGivesWhatOurForwardPassGives(string name)
    {
        NetworkDefinition network = ExportCases.Make(name);
        var exported = new ExportedNetwork(network, seed: 7);
        foreach ((int batch, int time) in ((int, int)[])[(1, 9), (5, 14), (2, 1)])
            Assert.InRange(exported.Difference(Rows(network, batch, time, seed: batch), batch, time), 0, Tolerance);
    }

    [Fact]
    public void RandomGraphsGiveTheSameToo()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            NetworkDefinition network = RandomNetwork.Make(seed);
            double difference = new ExportedNetwork(network, seed).Difference(Rows(network, 3, 8, seed), 3, 8);
            Assert.True(difference <= Tolerance, $"seed {seed}: {difference}\n{network.ToJson()}");
        }
    }

    [Fact]
    public void TheCheckerAcceptsEveryExportedGraph() => OnnxChecker.Accepts(
    [
        .. ExportCases.Names.Select(name => new ExportedNetwork(ExportCases.Make(name), seed: 1).Model),
        .. Enumerable.Range(0, 60).Select(seed => new ExportedNetwork(RandomNetwork.Make(seed), seed).Model),
    ]);

    [Fact]
    public void ABatchNormThatFollowsAConvolutionLeavesNoOperator()
    {
        string graph = System.Text.Encoding.Latin1.GetString(new ExportedNetwork(ExportCases.Make("batch norm after convolution and dropout"), 1).Model);
        Assert.DoesNotContain("Mul", graph);
        Assert.DoesNotContain("BatchNormalization", graph);
    }

    [Fact]
    public void ScoreOnnxReadsNamesAndClassesOfAnExportedNetwork()
    {
        NetworkDefinition network = new NetworkBuilder(Shape.Variable, 2).Input.Masking().Lstm(3).Dense(2).Softmax().Build();
        var layout = new ParameterLayout(network);
        var values = new ParameterValues(layout.Length);
        byte[] model = NetworkExporter.Export(
            network, (layer, parameter) => values.Of(layout.Slots.Single(slot => slot.Name == $"{layer}.{parameter}")).ToArray(),
            new NetworkExportOptions { ClassNames = ["froh", "wütend"], LogitsName = "Logits", Preprocessing = "[]" });
        var ml = new MLContext(seed: 1);
        IDataView data = OnnxRows.View(ml, [.. Enumerable.Range(0, 12).Select(i => (float)i)], 3, 2);
        var scorer = ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = model,
            Inputs = [new OnnxColumn("X", "Features")],
            PredictedLabelColumn = "PredictedLabel",
        }).Fit(data);
        Assert.Equal(["froh", "wütend"], scorer.ClassNames);
        // Weights of zero cannot tell the classes apart.
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f], OnnxRows.Read<float>(scorer.Transform(data), "Score"));
        Assert.Equal([0f, 0, 0, 0], OnnxRows.Read<float>(scorer.Transform(data), "Logits"));
    }

    [Fact]
    public void ANetworkThatLeavesSomethingOpenIsRefused()
    {
        var open = new NetworkDefinition(new Shape(3), [new NetworkLayer("dense", new DenseLayer(), ["input"])]);
        Assert.Contains("bind", Assert.Throws<ArgumentException>(() => NetworkExporter.Export(open, (_, _) => [], new NetworkExportOptions())).Message);
    }

    [Fact]
    public void NamesThatCollideAreRefused()
    {
        var options = new NetworkExportOptions { InputName = "x", OutputName = "x" };
        Assert.Contains("differ", Assert.Throws<ArgumentException>(options.Validate).Message);
    }

    /// <summary>Rows that end in padding of different lengths, one of them whole, one nothing but padding; where padding is masked, some have a frame of it inside.</summary>
    private static float[] Rows(NetworkDefinition network, int batch, int time, int seed)
    {
        var random = new Random(seed);
        Shape shape = network.InputShape!.Value;
        int frames = shape[0] == Shape.Variable ? time : shape[0], width = shape.Rank == 1 ? 1 : (int)shape.Size / (shape[0] == Shape.Variable ? 1 : shape[0]);
        float padding = network.Layers.Select(layer => layer.Spec).OfType<MaskingLayer>().FirstOrDefault()?.Value ?? 0;
        bool masks = network.Layers.Any(layer => layer.Spec is MaskingLayer);
        var rows = new float[batch * frames * width];
        for (int row = 0; row < batch; row++)
        {
            int length = !masks || row == 1 ? frames : row == 2 ? 0 : random.Next(1, frames + 1);
            Span<float> values = rows.AsSpan(row * frames * width, frames * width);
            values.Fill(padding);
            foreach (ref float value in values[..(length * width)])
                value = random.NextNormal();
            if (masks && length > 2)
                values.Slice(row % 2 * width, width).Fill(padding);
        }
        return rows;
    }
}
