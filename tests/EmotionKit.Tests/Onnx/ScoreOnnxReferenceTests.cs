using EmotionKit.Numerics;
using EmotionKit.Onnx;
using EmotionKit.TestSupport;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Onnx;

/// <summary>The models that PyTorch exported, against the outputs that PyTorch gave.</summary>
public sealed class ScoreOnnxReferenceTests
{
    private const double Tolerance = 1e-5;
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string, int, int?> Cases()
    {
        var cases = new TheoryData<string, int, int?>();
        foreach (string model in new[] { "pytorch-lstm", "pytorch-cnnlstm", "pytorch-mnist" })
        {
            foreach (int batch in new[] { 1, 7, 64 })
            {
                cases.Add(model, batch, 1);
                cases.Add(model, batch, 3);
            }
            cases.Add(model, 1000, null);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ScoresEqualThoseOfPyTorch(string model, int batchSize, int? callers)
    {
        var (x, y, data) = Load(model);
        using OnnxScoringTransformer scorer = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            ModelPath = TestData.Require("onnx", $"{model}.onnx"),
            Inputs = [new("X")],
            BatchSize = batchSize,
            Callers = callers,
            Provider = OnnxProvider.Cpu,
        }).Fit(data);

        OnnxRows.AssertNear(y.ToSingles(), OnnxRows.Read<float>(scorer.Transform(data), "Score"), Tolerance);
        Assert.Equal(64, x.Shape[0]);
    }

    [Theory]
    [InlineData("pytorch-lstm")]
    [InlineData("pytorch-cnnlstm")]
    [InlineData("pytorch-mnist")]
    public void ThePredictionEngineGivesTheSameScores(string model)
    {
        var (x, y, data) = Load(model);
        using OnnxScoringTransformer scorer =
            _ml.Transforms.ScoreOnnx("Score", "X", TestData.Require("onnx", $"{model}.onnx")).Fit(data);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(OnnxRows.Row));
        schema[nameof(OnnxRows.Row.X)].ColumnType = data.Schema["X"].Type;
        using PredictionEngine<OnnxRows.Row, Scored> engine =
            _ml.Model.CreatePredictionEngine<OnnxRows.Row, Scored>(scorer, inputSchemaDefinition: schema);

        int width = y.Shape[1], length = x.Length / 64;
        float[] inputs = x.ToSingles(), expected = y.ToSingles();
        for (int i = 0; i < 64; i++)
        {
            Scored scored = engine.Predict(new OnnxRows.Row { Id = i, X = inputs[(i * length)..((i + 1) * length)] });
            OnnxRows.AssertNear(expected.AsSpan(i * width, width), scored.Score, Tolerance);
        }
    }

    [Fact]
    public void ManyCallersGiveTheSameBitsAsOne()
    {
        var (_, _, data) = Load("pytorch-cnnlstm");
        OnnxScoringEstimator estimator = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            ModelPath = TestData.Require("onnx", "pytorch-cnnlstm.onnx"),
            Inputs = [new("X")],
            BatchSize = 5,
            Provider = OnnxProvider.Cpu,
        });
        using OnnxScoringTransformer scorer = estimator.Fit(data);
        IDataView scored = scorer.Transform(data);
        float[] one, many;
        using (Execution.WithThreads(1))
            one = OnnxRows.Read<float>(scored, "Score");
        using (Execution.WithThreads(8))
            many = OnnxRows.Read<float>(scored, "Score");
        Assert.Equal(one, many);
    }

    private (NpyArray X, NpyArray Y, IDataView Data) Load(string model)
    {
        NpyArray x = Npy.Read(TestData.Require("onnx", $"{model}.x.npy"));
        NpyArray y = Npy.Read(TestData.Require("onnx", $"{model}.y.npy"));
        return (x, y, OnnxRows.View(_ml, x.ToSingles(), [.. x.Shape.Skip(1)]));
    }

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }
}
