using EmotionKit.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Onnx;

/// <summary>Columns and tensors of every supported type, several inputs and outputs.</summary>
public sealed class ScoreOnnxTypeTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Mixed
    {
        [VectorType(2)]
        public long[] Long { get; set; } = [];

        public int Int { get; set; }

        [VectorType(2)]
        public double[] Double { get; set; } = [];

        [VectorType(2)]
        public bool[] Bool { get; set; } = [];

        public string Text { get; set; } = "";

        [VectorType(2)]
        public float[] Single { get; set; } = [];

        public float OneSingle { get; set; }
    }

    private static readonly Mixed[] Rows =
    [
        new() { Long = [1L << 40, -5], Int = 7, Double = [1e300, 0.1], Bool = [true, false], Text = "a", Single = [1.5f, -2.25f], OneSingle = 3 },
        new() { Long = [3, 4], Int = -9, Double = [-1, 2], Bool = [false, false], Text = "ünï", Single = [65504f, 1e-3f], OneSingle = -1 },
        new() { Long = [0, 0], Int = 0, Double = [0, 0], Bool = [true, true], Text = "", Single = [0, 0], OneSingle = 0 },
    ];

    private static byte[] Identity(int type, int? width) => width is { } w
        ? new TestModel().Input("in", type, "n", w).Output("out", type, "n", w).Node("Identity", ["in"], ["out"]).ToBytes()
        : new TestModel().Input("in", type, "n").Output("out", type, "n").Node("Identity", ["in"], ["out"]).ToBytes();

    [Fact]
    public void Int64VectorsPass() =>
        Assert.Equal([1L << 40, -5, 3, 4, 0, 0], Pass<long>(Identity(TestModel.Int64, 2), nameof(Mixed.Long)));

    [Fact]
    public void DoubleVectorsPass() =>
        Assert.Equal([1e300, 0.1, -1, 2, 0, 0], Pass<double>(Identity(TestModel.Double, 2), nameof(Mixed.Double)));

    [Fact]
    public void BooleanVectorsPass() =>
        Assert.Equal([true, false, false, false, true, true], Pass<bool>(Identity(TestModel.Bool, 2), nameof(Mixed.Bool)));

    [Fact]
    public void TextsPass() => Assert.Equal(["a", "ünï", ""],
        Pass<ReadOnlyMemory<char>>(Identity(TestModel.String, null), nameof(Mixed.Text)).Select(text => text.ToString()));

    [Fact]
    public void SinglesFeedDoubleTensors() =>
        Assert.Equal([1.5, -2.25, 65504, 1e-3f, 0, 0], Pass<double>(Identity(TestModel.Double, 2), nameof(Mixed.Single)));

    [Fact]
    public void SinglesFeedHalfTensorsAndComeBackRounded() =>
        Assert.Equal([1.5f, -2.25f, 65504f, (float)(Half)1e-3f, 0, 0], Pass<float>(Identity(TestModel.Float16, 2), nameof(Mixed.Single)));

    [Fact]
    public void Int32ScalarsFeedInt64Tensors() =>
        Assert.Equal([7L, -9, 0], Pass<long>(Identity(TestModel.Int64, 1), nameof(Mixed.Int)));

    [Fact]
    public void SeveralInputsAndOutputsAreMappedByName()
    {
        byte[] model = new TestModel()
            .Input("a", TestModel.Float, "n", 2).Input("b", TestModel.Float, "n", 1).Input("name", TestModel.String, "n", 1)
            .Output("sum", TestModel.Float, "n", 2).Output("product", TestModel.Float, "n", 2).Output("label", TestModel.String, "n", 1)
            .Node("Add", ["a", "b"], ["sum"]).Node("Mul", ["a", "b"], ["product"]).Node("Identity", ["name"], ["label"]).ToBytes();
        IDataView data = Data();
        IDataView scored = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = model,
            Inputs = [new("Text", "name"), new("OneSingle", "b"), new("Single", "a")],
            Outputs = [new("Product", "product"), new("Name", "label"), new("sum")],
            BatchSize = 2,
            Provider = OnnxProvider.Cpu,
        }).Fit(data).Transform(data);
        Assert.Equal([4.5f, -6.75f, -65504f, -1e-3f, 0, 0], OnnxRows.Read<float>(scored, "Product"));
        Assert.Equal([4.5f, 0.75f, 65503f, 1e-3f - 1, 0, 0], OnnxRows.Read<float>(scored, "sum"));
        Assert.Equal(["a", "ünï", ""], OnnxRows.Read<ReadOnlyMemory<char>>(scored, "Name").Select(text => text.ToString()));
    }

    [Fact]
    public void WithoutAMappingColumnsAndTensorsHaveTheSameNames()
    {
        byte[] model = new TestModel().Input("Single", TestModel.Float, "n", 2).Output("first", TestModel.Float, "n", 2)
            .Output("second", TestModel.Float, "n", 2).Node("Neg", ["Single"], ["first"]).Node("Abs", ["Single"], ["second"]).ToBytes();
        IDataView data = Data();
        IDataView scored = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions { Model = model, Provider = OnnxProvider.Cpu }).Fit(data).Transform(data);
        Assert.Equal([-1.5f, 2.25f], OnnxRows.Read<float>(scored, "first")[..2]);
        Assert.Equal([1.5f, 2.25f], OnnxRows.Read<float>(scored, "second")[..2]);
    }

    [Fact]
    public void SparseVectorsAreScoredWithTheirZeros()
    {
        var sparse = new VBuffer<float>(2, 1, [5f], [1]);
        using OnnxScoringTransformer scorer = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = Identity(TestModel.Float, 2),
            Inputs = [new("V")],
            Provider = OnnxProvider.Cpu,
        }).Fit(_ml.Data.LoadFromEnumerable(new[] { new Sparse { V = sparse } }));
        IDataView scored = scorer.Transform(_ml.Data.LoadFromEnumerable(new[] { new Sparse { V = sparse }, new Sparse { V = sparse } }));
        Assert.Equal([0, 5, 0, 5], OnnxRows.Read<float>(scored, "Score"));
    }

    private sealed class Sparse
    {
        [VectorType(2)]
        public VBuffer<float> V { get; set; }
    }

    [Fact]
    public void AColumnOfAWrongTypeNamesColumnExpectedAndActual()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Pass<float>(Identity(TestModel.Float, 2), nameof(Mixed.Long)));
        Assert.Contains("column 'Long'", error.Message);
        Assert.Contains("Single", error.Message);
        Assert.Contains("Vector<Int64, 2>", error.Message);
    }

    [Fact]
    public void AMissingColumnIsNamed()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Pass<float>(Identity(TestModel.Float, 2), "Singel"));
        Assert.Contains("'Singel' is missing", error.Message);
        Assert.Contains("'Single'", error.Message);
    }

    [Theory]
    [InlineData("nope", "in", "has no input 'nope'")]
    [InlineData("in", "nope", "has no output 'nope'")]
    public void ATensorThatTheModelDoesNotHaveIsNamed(string input, string output, string expected)
    {
        output = output == "in" ? "out" : output;
        ArgumentException error = Assert.Throws<ArgumentException>(() => _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = Identity(TestModel.Float, 2),
            Inputs = [new("Single", input)],
            Outputs = [new("Score", output)],
            Provider = OnnxProvider.Cpu,
        }));
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void AnInputWithoutAColumnIsNamed()
    {
        byte[] model = new TestModel().Input("a", TestModel.Float, "n", 2).Input("b", TestModel.Float, "n", 2).Output("c", TestModel.Float, "n", 2)
            .Node("Add", ["a", "b"], ["c"]).ToBytes();
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            _ml.Transforms.ScoreOnnx(new OnnxScoringOptions { Model = model, Inputs = [new("Single", "a")], Provider = OnnxProvider.Cpu }));
        Assert.Contains("tensor 'b'", error.Message);
    }

    [Fact]
    public void AnOutputThatIsNoTensorIsRefusedOnlyWhereItIsAskedFor()
    {
        TestModel model = new TestModel().Input("in", TestModel.Float, "n", 2).Output("out", TestModel.Float, "n", 2)
            .SequenceOutput("maps", TestModel.Float).Node("Neg", ["in"], ["out"]).Node("SequenceConstruct", ["in"], ["maps"]);
        NotSupportedException error = Assert.Throws<NotSupportedException>(() =>
            _ml.Transforms.ScoreOnnx(new OnnxScoringOptions { Model = model.ToBytes(), Inputs = [new("Single")], Provider = OnnxProvider.Cpu }));
        Assert.Contains("'maps'", error.Message);
        IDataView data = Data();
        IDataView scored = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = model.ToBytes(),
            Inputs = [new("Single")],
            Outputs = [new("Score", "out")],
            Provider = OnnxProvider.Cpu,
        }).Fit(data).Transform(data);
        Assert.Equal(-1.5f, OnnxRows.Read<float>(scored, "Score")[0]);
    }

    private IDataView Data() => _ml.Data.LoadFromEnumerable(Rows);

    private T[] Pass<T>(byte[] model, string column)
    {
        IDataView data = Data();
        return OnnxRows.Read<T>(_ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = model,
            Inputs = [new OnnxColumn(column)],
            BatchSize = 2,
            Provider = OnnxProvider.Cpu,
        }).Fit(data).Transform(data), "Score");
    }
}
