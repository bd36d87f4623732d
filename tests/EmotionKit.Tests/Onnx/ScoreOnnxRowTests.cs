using System.Runtime.CompilerServices;
using EmotionKit.Onnx;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Onnx;

/// <summary>Rows, cursors and lifetimes.</summary>
public sealed class ScoreOnnxRowTests
{
    private readonly MLContext _ml = new(seed: 1);

    /// <summary>y = x + x on rows of two values.</summary>
    private static readonly byte[] Doubling = new TestModel().Input("x", TestModel.Float, "n", 2).Output("y", TestModel.Float, "n", 2)
        .Node("Add", ["x", "x"], ["y"]).ToBytes();

    [Theory]
    [InlineData(0, 4, 1)]
    [InlineData(1, 4, 3)]
    [InlineData(4, 4, 2)]
    [InlineData(103, 4, 1)]
    [InlineData(103, 4, 4)]
    [InlineData(1000, 32, null)]
    public void RowsKeepTheirOrderAndTheirOtherColumns(int rows, int batchSize, int? callers)
    {
        IDataView data = Data(rows);
        IDataView scored = Scorer(batchSize, callers).Fit(data).Transform(data);
        Assert.Equal(rows, scored.GetRowCount() ?? rows);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<int> id = cursor.GetGetter<int>(scored.Schema["Id"]);
        ValueGetter<VBuffer<float>> score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        int seen = 0, value = 0;
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            id(ref value);
            score(ref buffer);
            Assert.Equal(seen, cursor.Position);
            Assert.Equal(seen, value);
            Assert.Equal([4f * seen, 4f * seen + 2], buffer.GetValues().ToArray());
            seen++;
        }
        Assert.Equal(rows, seen);
    }

    [Fact]
    public void TwoCursorsDoNotDisturbEachOther()
    {
        IDataView data = Data(50);
        IDataView scored = Scorer(8, 2).Fit(data).Transform(data);
        DataViewSchema.Column column = scored.Schema["Score"];
        using DataViewRowCursor a = scored.GetRowCursor([column]);
        using DataViewRowCursor b = scored.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> readA = a.GetGetter<VBuffer<float>>(column), readB = b.GetGetter<VBuffer<float>>(column);
        VBuffer<float> valueA = default, valueB = default;
        for (int i = 0; i < 17; i++)
            Assert.True(a.MoveNext());
        for (int i = 17; a.MoveNext(); i++)
        {
            Assert.True(b.MoveNext());
            readA(ref valueA);
            readB(ref valueB);
            Assert.Equal(4f * i, valueA.GetValues()[0]);
            Assert.Equal(4f * (i - 17), valueB.GetValues()[0]);
        }
    }

    [Fact]
    public void ThreadsMayReadTheSameViewAtTheSameTime()
    {
        IDataView data = Data(300);
        IDataView scored = Scorer(16, 2).Fit(data).Transform(data);
        float[] expected = [.. Enumerable.Range(0, 600).Select(i => 2f * i)];
        Parallel.For(0, 8, _ => Assert.Equal(expected, OnnxRows.Read<float>(scored, "Score")));
    }

    [Fact]
    public void TheModelIsNotRunForColumnsThatDoNotNeedIt()
    {
        using var folder = new TempFolder();
        string path = folder.File("model.onnx");
        File.WriteAllBytes(path, Doubling);
        IDataView data = Data(3);
        OnnxScoringTransformer scorer = _ml.Transforms.ScoreOnnx("Score", "X", path).Fit(data);
        IDataView scored = scorer.Transform(data);
        scorer.Dispose();
        File.Delete(path);
        Assert.Equal([0, 1, 2], OnnxRows.ReadScalars<int>(scored, "Id"));
        Assert.ThrowsAny<Exception>(() => OnnxRows.Read<float>(scored, "Score"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public void AFailingRowIsNamed(int batchSize)
    {
        // Row 11 asks for the 99th of three values.
        byte[] model = new TestModel().Input("i", TestModel.Int64, "n", 1).Output("y", TestModel.Float, "n", 1)
            .Constant("table", [1f, 2f, 3f], 3).Node("Gather", ["table", "i"], ["y"]).ToBytes();
        IDataView data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Index { I = i == 11 ? 99 : i % 3 }).ToArray());
        IDataView scored = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = model,
            Inputs = [new("I")],
            BatchSize = batchSize,
            Provider = OnnxProvider.Cpu,
        }).Fit(data).Transform(data);
        RowException error = Assert.Throws<RowException>(() => OnnxRows.Read<float>(scored, "Score"));
        Assert.Equal(11, error.Row);
        Assert.Equal("ScoreOnnx", error.Component);
        Assert.Contains("row 11", error.Message);
    }

    private sealed class Index
    {
        public long I { get; set; }
    }

    [Fact]
    public void DisposingLetsAnOpenCursorGoOnAndALaterUseLoadsTheModelAgain()
    {
        IDataView data = Data(500);
        var lines = new List<string>();
        OnnxScoringTransformer scorer = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = Doubling,
            Inputs = [new("X")],
            BatchSize = 4,
            Callers = 2,
            Log = lines.Add,
        }).Fit(data);
        IDataView scored = scorer.Transform(data);
        DataViewSchema.Column column = scored.Schema["Score"];
        using (DataViewRowCursor cursor = scored.GetRowCursor([column]))
        {
            // Both callers have started by then.
            for (int i = 0; i < 100; i++)
                Assert.True(cursor.MoveNext());
            scorer.Dispose();
            scorer.Dispose();
            int rows = 100;
            while (cursor.MoveNext())
                rows++;
            Assert.Equal(500, rows);
        }
        Assert.Single(lines);
        Assert.Equal(1000, OnnxRows.Read<float>(scored, "Score").Length);
        Assert.Equal(2, lines.Count);
    }

    [Fact]
    public void APredictionEngineThatDisposesOfTheModelDoesNotEndIt()
    {
        IDataView data = Data(5);
        ITransformer model = new EstimatorChain<ITransformer>().Append(Scorer(2, 1)).Fit(data);
        for (int i = 0; i < 2; i++)
        {
            SchemaDefinition schema = SchemaDefinition.Create(typeof(OnnxRows.Row));
            schema[nameof(OnnxRows.Row.X)].ColumnType = data.Schema["X"].Type;
            using PredictionEngine<OnnxRows.Row, Scored> engine =
                _ml.Model.CreatePredictionEngine<OnnxRows.Row, Scored>(model, inputSchemaDefinition: schema);
            Assert.Equal([6, 8], engine.Predict(new OnnxRows.Row { X = [3, 4] }).Score);
        }
        Assert.Equal(10, OnnxRows.Read<float>(model.Transform(data), "Score").Length);
    }

    [Fact]
    public void APredictionEngineThatIsGoneGivesTheSessionBack()
    {
        IDataView data = Data(5);
        var lines = new List<string>();
        OnnxScoringTransformer scorer = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions { Model = Doubling, Inputs = [new("X")], Log = lines.Add }).Fit(data);
        Predict();
        Assert.Single(lines);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(10, OnnxRows.Read<float>(scorer.Transform(data), "Score").Length);
        Assert.Equal(2, lines.Count);

        // Nothing of the engine may stay in this method's registers.
        [MethodImpl(MethodImplOptions.NoInlining)]
        void Predict()
        {
            SchemaDefinition schema = SchemaDefinition.Create(typeof(OnnxRows.Row));
            schema[nameof(OnnxRows.Row.X)].ColumnType = data.Schema["X"].Type;
            using PredictionEngine<OnnxRows.Row, Scored> engine =
                _ml.Model.CreatePredictionEngine<OnnxRows.Row, Scored>(scorer, inputSchemaDefinition: schema);
            Assert.Equal([6, 8], engine.Predict(new OnnxRows.Row { X = [3, 4] }).Score);
        }
    }

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }

    [Fact]
    public void DisposingOfOneTransformerLeavesTheSessionToTheOthers()
    {
        IDataView data = Data(5);
        var lines = new List<string>();
        OnnxScoringEstimator estimator = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions { Model = Doubling, Inputs = [new("X")], Log = lines.Add });
        OnnxScoringTransformer first = estimator.Fit(data), second = estimator.Fit(data);
        first.Dispose();
        first.Dispose();
        Assert.Equal(10, OnnxRows.Read<float>(second.Transform(data), "Score").Length);
        Assert.Single(lines);
        second.Dispose();
        using OnnxScoringTransformer third = estimator.Fit(data);
        Assert.Equal(10, OnnxRows.Read<float>(third.Transform(data), "Score").Length);
        Assert.Equal(2, lines.Count);
    }

    [Fact]
    public void NotANumberPassesThroughTheModel()
    {
        IDataView data = OnnxRows.View(_ml, [float.NaN, 1, float.PositiveInfinity, 2], 2);
        float[] scores = OnnxRows.Read<float>(Scorer(2, 1).Fit(data).Transform(data), "Score");
        Assert.True(float.IsNaN(scores[0]));
        Assert.Equal([2, float.PositiveInfinity, 4], scores[1..]);
    }

    [Fact]
    public void TheEstimatorsPromiseIsWhatTheTransformerGives()
    {
        IDataView data = Data(3);
        var seen = new ShapeProbe();
        _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = Doubling,
            Inputs = [new("X")],
            PredictedLabelColumn = "PredictedLabel",
            ClassNames = ["a", "b"],
            Provider = OnnxProvider.Cpu,
        }).Append(seen).Fit(data);
        SchemaShape.Column score = seen.Promised!.Single(column => column.Name == "Score");
        Assert.Equal(SchemaShape.Column.VectorKind.Vector, score.Kind);
        Assert.Equal(NumberDataViewType.Single, score.ItemType);
        Assert.Contains(score.Annotations, annotation => annotation.Name == "SlotNames");
        SchemaShape.Column label = seen.Promised!.Single(column => column.Name == "PredictedLabel");
        Assert.True(label.IsKey);
        Assert.Contains(label.Annotations, annotation => annotation.Name == "KeyValues");
        Assert.Equal(["a", "b"], OnnxRows.Names(seen.Given!["Score"], "SlotNames")!);
    }

    private static IEnumerable<float> Values(int rows) => Enumerable.Range(0, 2 * rows).Select(i => (float)i);

    private IDataView Data(int rows) => OnnxRows.View(_ml, [.. Values(rows)], 2);

    private OnnxScoringEstimator Scorer(int batchSize, int? callers) => _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
    {
        Model = Doubling,
        Inputs = [new("X")],
        BatchSize = batchSize,
        Callers = callers,
        Provider = OnnxProvider.Cpu,
    });
}
