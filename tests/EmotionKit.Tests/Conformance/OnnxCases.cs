using EmotionKit.Onnx;
using EmotionKit.Tests.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Conformance;

/// <summary>ONNX models of every way in which rows go through one: free, fixed and no batch dimension, one value, several columns.</summary>
internal static class OnnxCases
{
    public static IReadOnlyList<ComponentCase> All { get; } =
    [
        Case("ScoreOnnx, classes", Squares("n", 4), new()
        {
            BatchSize = 4,
            PostProcess = OnnxPostProcess.Softmax,
            PredictedLabelColumn = "PredictedLabel",
            ClassNames = ["a", "b", "c", "d"],
        }),
        Case("ScoreOnnx, classes named by the model", Squares("n", 4, ("classes", "a,b,c,d")), new() { BatchSize = 64 }),
        Case("ScoreOnnx, fixed batch", Squares(5, 4), new()),
        Case("ScoreOnnx, no batch dimension", new TestModel().Input("x", TestModel.Float, 4).Output("y", TestModel.Float, 4)
            .Node("Mul", ["x", "x"], ["y"]).ToBytes(), new()),
        Case("ScoreOnnx, free sizes", new TestModel().Input("x", TestModel.Float, "", "").Output("y", TestModel.Float, "", "")
            .Node("Concat", ["x", "x"], ["y"], ("axis", 1L)).ToBytes(), new() { BatchSize = 3, PredictedLabelColumn = "PredictedLabel" }),
        Case("ScoreOnnx, one score", new TestModel().Input("x", TestModel.Float, "n", 4).Output("y", TestModel.Float, "n", 1)
            .Node("ReduceMax", ["x"], ["y"], ("axes", new long[] { 1 })).ToBytes(), new()
            {
                PostProcess = OnnxPostProcess.Sigmoid,
                PredictedLabelColumn = "PredictedLabel",
            }),
    ];

    /// <summary>y = x * x, whose bits do not depend on the batch.</summary>
    private static byte[] Squares(object batch, int width, params (string Key, string Value)[] metadata)
    {
        TestModel model = new TestModel().Input("x", TestModel.Float, batch, width).Output("y", TestModel.Float, batch, width)
            .Node("Mul", ["x", "x"], ["y"]);
        foreach ((string key, string value) in metadata)
            model.Metadata(key, value);
        return model.ToBytes();
    }

    private static ComponentCase<FeatureRow, VectorOut> Case(string name, byte[] model, OnnxScoringOptions options) => new()
    {
        Name = name,
        Create = ml => ml.Transforms.ScoreOnnx(options with
        {
            Model = model,
            Inputs = [new("In")],
            Outputs = [new("Out")],
            Provider = OnnxProvider.Cpu,
        }),
        Data = FeatureRow.Some,
        Missing = () => new FeatureRow { In = [1, float.NaN, 2, 3] },
        AcceptsMissing = true,
        Text = VectorOut.Text,
    };

    internal sealed class FeatureRow
    {
        public string Label { get; set; } = "";

        [VectorType(4)]
        public float[] In { get; set; } = [];

        public static FeatureRow[] Some() =>
            [.. Enumerable.Range(0, 23).Select(i => new FeatureRow { Label = $"row {i}", In = [i, -i / 3f, 1f / (i + 1), i % 5] })];
    }
}
