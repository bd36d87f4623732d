using EmotionKit.Onnx;
using Microsoft.ML;

namespace EmotionKit.Tests.Onnx.Export;

/// <summary>What the writer writes, as ONNX's checker and ScoreOnnx read it.</summary>
public sealed class OnnxGraphWriterTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void TheCheckerAcceptsAGraphOfEveryKindOfAttributeAndConstant() => OnnxChecker.Accepts(Linear(), Tree());

    [Fact]
    public void ScoreOnnxReadsInputsOutputsAndClassNames()
    {
        IDataView data = OnnxRows.View(_ml, [1, 2, 3, -4], 2);
        var scorer = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = Linear(),
            Inputs = [new OnnxColumn("X", "features")],
            PredictedLabelColumn = "PredictedLabel",
        }).Fit(data);
        Assert.Equal(["calm", "wütend", "sad"], scorer.ClassNames);
        IDataView scored = scorer.Transform(data);
        Assert.Equal(["calm", "wütend", "sad"], OnnxRows.Names(scored.Schema["Score"], "SlotNames")!);
        // x · [[1, 0, 2], [0, 1, -1]] + [0.5, 0, 0]
        Assert.Equal([1.5f, 2, 0, 3.5f, -4, 10], OnnxRows.Read<float>(scored, "Score"));
        Assert.Equal([2u, 3u], OnnxRows.ReadScalars<uint>(scored, "PredictedLabel"));
    }

    [Fact]
    public void ATreeOfTheMachineLearningDomainRuns()
    {
        IDataView data = OnnxRows.View(_ml, [0.4f, 0.5f, 0.6f], 1);
        IDataView scored = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions { Model = Tree(), Inputs = [new OnnxColumn("X", "x")] }).Fit(data).Transform(data);
        Assert.Equal([-1f, -1, 3], OnnxRows.Read<float>(scored, "Score"));
    }

    [Fact]
    public void TheSameCallsGiveTheSameBytes() => Assert.Equal(Linear(), Linear());

    [Fact]
    public void NamesStayApartWhateverTheInputIsCalled()
    {
        var writer = new OnnxGraphWriter("names");
        string input = writer.Input("Relu", OnnxDimension.Batch, 2);
        string first = writer.Node("Relu", [input]);
        string second = writer.Node("Relu", [first]);
        writer.Output("Relu_2", second, OnnxDimension.Batch, 2);
        Assert.Equal(3, new[] { input, first, second }.Distinct().Count());
        OnnxChecker.Accepts(writer.ToBytes());
    }

    [Fact]
    public void AnOperatorBeforeItsInputIsRefused()
    {
        var writer = new OnnxGraphWriter("order");
        Assert.Contains("'missing'", Assert.Throws<ArgumentException>(() => writer.Node("Relu", ["missing"])).Message);
        Assert.Contains("'missing'", Assert.Throws<ArgumentException>(() => writer.Output("y", "missing", 1)).Message);
    }

    private static byte[] Linear()
    {
        var writer = new OnnxGraphWriter("linear") { Description = "A linear function of two features." };
        string x = writer.Input("features", OnnxDimension.Batch, 2);
        string weights = writer.Constant("weights", [1, 0, 2, 0, 1, -1], 2, 3);
        string y = writer.Node("Gemm", [x, weights, writer.Constant("bias", [0.5f, 0, 0], 3)], OnnxAttribute.Float("alpha", 1), OnnxAttribute.Int("transB", 0));
        y = writer.Node("Add", [writer.Node("Unsqueeze", [y, writer.Integers(1)]), writer.Scalar(0f)]);
        y = writer.Node("Transpose", [y], OnnxAttribute.Ints("perm", 0, 2, 1));
        string[] parts = writer.Node("Split", [y, writer.Integers(2, 1)], [true, true], "", OnnxAttribute.Int("axis", 1));
        writer.Output("scores", writer.Node("Squeeze", [writer.Node("Concat", parts, OnnxAttribute.Int("axis", 1)), writer.Integers(2)]), OnnxDimension.Batch, 3);
        writer.Metadata("emotionkit.classes", """["calm","wütend","sad"]""");
        return writer.ToBytes();
    }

    private static byte[] Tree()
    {
        var writer = new OnnxGraphWriter("tree");
        string x = writer.Input("x", OnnxDimension.Batch, 1);
        string y = writer.MLNode(
            "TreeEnsembleRegressor", [x],
            OnnxAttribute.Ints("nodes_treeids", 0, 0, 0), OnnxAttribute.Ints("nodes_nodeids", 0, 1, 2), OnnxAttribute.Ints("nodes_featureids", 0, 0, 0),
            OnnxAttribute.Texts("nodes_modes", ["BRANCH_LEQ", "LEAF", "LEAF"]), OnnxAttribute.Floats("nodes_values", 0.5f, 0, 0),
            OnnxAttribute.Ints("nodes_truenodeids", 1, 0, 0), OnnxAttribute.Ints("nodes_falsenodeids", 2, 0, 0),
            OnnxAttribute.Ints("target_treeids", 0, 0), OnnxAttribute.Ints("target_nodeids", 1, 2), OnnxAttribute.Ints("target_ids", 0, 0),
            OnnxAttribute.Floats("target_weights", -1, 3), OnnxAttribute.Int("n_targets", 1));
        writer.Output("y", y, OnnxDimension.Batch, 1);
        return writer.ToBytes();
    }
}
