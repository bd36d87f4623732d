using EmotionKit.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Onnx;

/// <summary>How columns and tensors of different shapes come together. The models double their input, so that the truth is plain.</summary>
public sealed class ScoreOnnxShapeTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData("n", new[] { 2, 3 }, new[] { 6 })]
    [InlineData("n", new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData("n", new[] { 6 }, new[] { 2, 3 })]
    [InlineData("n", new[] { 1, 2, 3 }, new[] { 2, 3, 1 })]
    [InlineData("", new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData("n", new[] { -1, 3 }, new[] { 6 })]
    [InlineData("n", new[] { -1, -1 }, new[] { 2, 3 })]
    public void AColumnFitsATensorWhoseValuesHaveTheSameOrder(string batch, int[] tensor, int[] column)
    {
        object[] sizes = [batch, .. tensor.Select(size => size < 0 ? "" : (object)size)];
        float[] values = Values(5 * 6);
        IDataView scored = Score(Doubling(sizes), values, column, batchSize: 2);
        Assert.Equal(Doubled(values), OnnxRows.Read<float>(scored, "Score"));
        Assert.Equal(6, ((VectorDataViewType)scored.Schema["Score"].Type).Size);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(4, 10)]
    [InlineData(4, 3)]
    [InlineData(4, 8)]
    [InlineData(64, 10)]
    public void AFixedBatchIsFilledUp(int fixedRows, int rows)
    {
        float[] values = Values(rows * 3);
        Assert.Equal(Doubled(values), OnnxRows.Read<float>(Score(Doubling(fixedRows, 3), values, [3], batchSize: 7), "Score"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData("t")]
    public void AModelWithoutABatchDimensionRunsRowByRow(object first)
    {
        float[] values = Values(5 * 6);
        IDataView scored = Score(Doubling(first, 3), values, [2, 3], batchSize: 4);
        Assert.Equal(Doubled(values), OnnxRows.Read<float>(scored, "Score"));
        Assert.Equal([2, 3], ((VectorDataViewType)scored.Schema["Score"].Type).Dimensions);
    }

    [Fact]
    public void AModelThatDeclaresAFreeBatchButTakesOneRowOnlyRunsRowByRow()
    {
        // The reshape has room for one row of three values.
        byte[] model = new TestModel().Input("x", TestModel.Float, "", 3).Output("y", TestModel.Float, "", 3)
            .Constant("shape", [1L, 3L], 2).Node("Reshape", ["x", "shape"], ["y"]).ToBytes();
        float[] values = Values(5 * 3);
        Assert.Equal(values, OnnxRows.Read<float>(Score(model, values, [3], batchSize: 4), "Score"));
    }

    [Fact]
    public void AModelThatDoesNotRunOnTheColumnsSizesSaysSo()
    {
        // It reads the seventh of three values.
        byte[] model = new TestModel().Input("x", TestModel.Float, "", "").Output("y", TestModel.Float, "", "")
            .Constant("six", [6L], 1).Node("Gather", ["x", "six"], ["y"], ("axis", 1L)).ToBytes();
        ArgumentException error = Assert.Throws<ArgumentException>(() => Score(model, Values(12), [3], batchSize: 2));
        Assert.Contains("'X': Vector<Single, 3>", error.Message);
    }

    [Fact]
    public void SizesThatTheModelLeavesFreeAreFoundByRunningIt()
    {
        byte[] model = new TestModel().Input("x", TestModel.Float, "n", 3).Output("y", TestModel.Float, "n", "width")
            .Node("Concat", ["x", "x"], ["y"], ("axis", 1L)).ToBytes();
        float[] values = Values(4 * 3);
        IDataView scored = Score(model, values, [3], batchSize: 3);
        Assert.Equal([6], ((VectorDataViewType)scored.Schema["Score"].Type).Dimensions);
        Assert.Equal([0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5], OnnxRows.Read<float>(scored, "Score")[..12]);
    }

    [Fact]
    public void OtherDimensionsThanTheTensorsAreRefusedWhereTheOrderOfTheValuesWouldDiffer()
    {
        // Height x width x channels against channels x height x width.
        ArgumentException error = Assert.Throws<ArgumentException>(() => Score(Doubling("n", 3, 4, 5), Values(60), [4, 5, 3], batchSize: 1));
        Assert.Contains("'X'", error.Message);
        Assert.Contains("3 x 4 x 5", error.Message);
        Assert.Contains("Vector<Single, 4, 5, 3>", error.Message);
    }

    [Fact]
    public void AWrongSizeNamesColumnExpectedAndActual()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Score(Doubling("n", 40), Values(130), [13], batchSize: 1));
        Assert.Contains("column 'X'", error.Message);
        Assert.Contains("40 values", error.Message);
        Assert.Contains("Vector<Single, 13>", error.Message);
    }

    [Fact]
    public void AnOutputWhoseFirstDimensionIsNotTheRowsIsRefused()
    {
        byte[] model = new TestModel().Input("x", TestModel.Float, "n", 3).Output("y", TestModel.Float, "a", "b")
            .Node("Transpose", ["x"], ["y"]).ToBytes();
        ArgumentException error = Assert.Throws<ArgumentException>(() => Score(model, Values(12), [3], batchSize: 2));
        Assert.Contains("for 2 rows", error.Message);
        Assert.Contains("[3, 2]", error.Message);
    }

    [Fact]
    public void InputsThatFixDifferentNumbersOfRowsAreRefused()
    {
        byte[] model = new TestModel().Input("X", TestModel.Float, 2, 3).Input("Y", TestModel.Float, 4, 3).Output("y", TestModel.Float, "n", 3)
            .Node("Concat", ["X", "Y"], ["y"], ("axis", 0L)).ToBytes();
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new TwoVectors { X = [1, 2, 3], Y = [4, 5, 6] } });
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            _ml.Transforms.ScoreOnnx(new OnnxScoringOptions { Model = model, Provider = OnnxProvider.Cpu }).Fit(data));
        Assert.Contains("number of rows", error.Message);
    }

    private sealed class TwoVectors
    {
        [VectorType(3)]
        public float[] X { get; set; } = [];

        [VectorType(3)]
        public float[] Y { get; set; } = [];
    }

    /// <summary>y = x + x.</summary>
    private static byte[] Doubling(params object[] sizes) =>
        new TestModel().Input("x", TestModel.Float, sizes).Output("y", TestModel.Float, sizes).Node("Add", ["x", "x"], ["y"]).ToBytes();

    private static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => (float)i)];

    private static float[] Doubled(float[] values) => Array.ConvertAll(values, value => 2 * value);

    private IDataView Score(byte[] model, float[] values, int[] dimensions, int batchSize)
    {
        IDataView data = OnnxRows.View(_ml, values, dimensions);
        return _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = model,
            Inputs = [new OnnxColumn("X")],
            BatchSize = batchSize,
            Provider = OnnxProvider.Cpu,
        }).Fit(data).Transform(data);
    }
}
