using EmotionKit.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Onnx;

/// <summary>Post-processing, predicted labels and class names.</summary>
public sealed class ScoreOnnxClassTests
{
    private readonly MLContext _ml = new(seed: 1);

    private static readonly float[] Logits = [1, 2, 3, 1000, 999, -1000, 0, 0, 0];

    [Fact]
    public void SoftmaxGivesProbabilitiesWithoutOverflow()
    {
        float[] p = OnnxRows.Read<float>(Score(Identity(3), Logits, 3, new() { PostProcess = OnnxPostProcess.Softmax }), "Score");
        double sum = Math.Exp(1) + Math.Exp(2) + Math.Exp(3);
        float near = (float)(1 / (1 + Math.Exp(-1)));
        float[] expected =
        [
            (float)(Math.Exp(1) / sum), (float)(Math.Exp(2) / sum), (float)(Math.Exp(3) / sum), near, 1 - near, 0, 1 / 3f, 1 / 3f, 1 / 3f,
        ];
        OnnxRows.AssertNear(expected, p, 1e-6);
    }

    [Fact]
    public void SoftmaxRunsOverTheLastDimension()
    {
        byte[] model = new TestModel().Input("in", TestModel.Float, "n", 3, 2).Output("out", TestModel.Float, "n", 3, 2)
            .Node("Identity", ["in"], ["out"]).ToBytes();
        float[] p = OnnxRows.Read<float>(Score(model, [0, 0, 5, 5, -7, -7], 6, new() { PostProcess = OnnxPostProcess.Softmax }), "Score");
        Assert.All(p, value => Assert.Equal(0.5f, value));
    }

    [Fact]
    public void SigmoidIsTheLogisticFunction()
    {
        float[] p = OnnxRows.Read<float>(Score(Identity(3), [-1, 0, 100], 3, new() { PostProcess = OnnxPostProcess.Sigmoid }), "Score");
        OnnxRows.AssertNear([(float)(1 / (1 + Math.E)), 0.5f, 1], p, 1e-7);
    }

    [Fact]
    public void ThePredictedLabelIsTheKeyOfTheHighestScoreAndMissingWhereAScoreIsNotANumber()
    {
        IDataView scored = Score(Identity(3), [1, 3, 2, 5, 5, 1, float.NaN, 9, 9, 1, 9, float.NaN], 3,
            new() { PredictedLabelColumn = "PredictedLabel", ClassNames = ["angry", "happy", "sad"] });
        Assert.Equal([2u, 1u, 0u, 0u], OnnxRows.ReadScalars<uint>(scored, "PredictedLabel"));
        DataViewSchema.Column label = scored.Schema["PredictedLabel"];
        Assert.Equal(3ul, Assert.IsType<KeyDataViewType>(label.Type).Count);
        Assert.Equal(["angry", "happy", "sad"], OnnxRows.Names(label, "KeyValues")!);
        Assert.Equal(["angry", "happy", "sad"], OnnxRows.Names(scored.Schema["Score"], "SlotNames")!);
    }

    [Fact]
    public void OneProbabilityDecidesBetweenTwoClasses()
    {
        IDataView scored = Score(Identity(1), [-0.1f, 0.1f, 0], 1,
            new() { PostProcess = OnnxPostProcess.Sigmoid, PredictedLabelColumn = "Decision", ClassNames = ["good", "bad"] });
        Assert.Equal([1u, 2u, 2u], OnnxRows.ReadScalars<uint>(scored, "Decision"));
        Assert.Equal(["good", "bad"], OnnxRows.Names(scored.Schema["Decision"], "KeyValues")!);
    }

    [Fact]
    public void WithoutNamesTheClassesAreNumbers()
    {
        IDataView scored = Score(Identity(3), Logits, 3, new() { PredictedLabelColumn = "Predicted" });
        Assert.Equal(["0", "1", "2"], OnnxRows.Names(scored.Schema["Predicted"], "KeyValues")!);
        Assert.Null(OnnxRows.Names(scored.Schema["Score"], "SlotNames"));
    }

    [Fact]
    public void ThePredictedLabelNeedsNoScoreToBeRead()
    {
        IDataView scored = Score(Identity(3), Logits, 3, new() { PredictedLabelColumn = "Predicted" });
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Predicted"]]);
        Assert.False(cursor.IsColumnActive(scored.Schema["Score"]));
        Assert.True(cursor.MoveNext());
    }

    [Theory]
    [InlineData("emotionkit.classes", """["angry","happy","sad"]""")]
    [InlineData("classes", "angry,happy, sad")]
    [InlineData("class_names", "angry\nhappy\r\nsad")]
    [InlineData("labels", "['angry', \"happy\", 'sad']")]
    [InlineData("id2label", """{"0":"angry","2":"sad","1":"happy"}""")]
    [InlineData("names", "{0: 'angry', 1: 'happy', 2: 'sad'}")]
    public void TheModelsMetadataNameTheClasses(string key, string value)
    {
        IDataView scored = Score(Identity(3, (key, value)), Logits, 3, new());
        Assert.Equal(["angry", "happy", "sad"], OnnxRows.Names(scored.Schema["Score"], "SlotNames")!);
    }

    [Theory]
    [InlineData("classes", "angry,happy")]
    [InlineData("names", "{0: 'angry', 1: 'happy', 3: 'sad'}")]
    [InlineData("names", "{0: 'angry', 1: 'happy', 2: 'sad'")]
    [InlineData("names", "[1, 2")]
    [InlineData("labels", "a,a,b")]
    [InlineData("labels", "")]
    public void MetadataThatDoNotNameEveryClassAreLeftAside(string key, string value) =>
        Assert.Null(OnnxRows.Names(Score(Identity(3, (key, value)), Logits, 3, new()).Schema["Score"], "SlotNames"));

    [Fact]
    public void EscapedQuotesInPythonNamesAreRead()
    {
        IDataView scored = Score(Identity(2, ("names", @"{0: 'it\'s', 1: 'b'}")), [1, 2], 2, new());
        Assert.Equal(["it's", "b"], OnnxRows.Names(scored.Schema["Score"], "SlotNames")!);
    }

    [Fact]
    public void AWrongNumberOfClassNamesIsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Score(Identity(3), Logits, 3, new() { ClassNames = ["a", "b"] }));
        Assert.Contains("expected 3 names", error.Message);
        Assert.Contains("got 2", error.Message);
    }

    [Fact]
    public void ScoresMustBeRealNumbersToBePostProcessed()
    {
        byte[] model = new TestModel().Input("in", TestModel.Float, "n", 3).Output("out", TestModel.Int64, "n", 3)
            .Node("Cast", ["in"], ["out"], ("to", (long)TestModel.Int64)).ToBytes();
        ArgumentException error = Assert.Throws<ArgumentException>(() => Score(model, Logits, 3, new() { PostProcess = OnnxPostProcess.Softmax }));
        Assert.Contains("Int64", error.Message);
    }

    [Fact]
    public void OneOutputFillsSeveralColumnsAndOnlyTheFirstIsPostProcessed()
    {
        float[] logits = [1, 2, 3, -1, 0, 5];
        IDataView scored = Score(
            Identity(3), logits, 3, new() { Outputs = [new("Score", "out"), new("Logits", "out")], PostProcess = OnnxPostProcess.Softmax, BatchSize = 2 });
        Assert.Equal(logits, OnnxRows.Read<float>(scored, "Logits"));
        float[] scores = OnnxRows.Read<float>(scored, "Score");
        Assert.Equal(1, scores[0] + scores[1] + scores[2], 1e-6);
        Assert.Equal(Math.E, scores[2] / scores[1], 1e-5);

        IDataView twice = Score(Identity(3), logits, 3, new() { Outputs = [new("A", "out"), new("B", "out")], BatchSize = 2 });
        Assert.Equal(logits, OnnxRows.Read<float>(twice, "A"));
        Assert.Equal(logits, OnnxRows.Read<float>(twice, "B"));
    }

    private static byte[] Identity(int width, params (string Key, string Value)[] metadata)
    {
        TestModel model = new TestModel().Input("in", TestModel.Float, "n", width).Output("out", TestModel.Float, "n", width)
            .Node("Identity", ["in"], ["out"]);
        foreach ((string key, string value) in metadata)
            model.Metadata(key, value);
        return model.ToBytes();
    }

    private IDataView Score(byte[] model, float[] values, int width, OnnxScoringOptions options)
    {
        IDataView data = OnnxRows.View(_ml, values, width);
        return _ml.Transforms.ScoreOnnx(options with { Model = model, Inputs = [new("X")], Provider = OnnxProvider.Cpu }).Fit(data).Transform(data);
    }
}
