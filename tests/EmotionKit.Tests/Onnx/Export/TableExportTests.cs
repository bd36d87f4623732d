using EmotionKit.Onnx;
using EmotionKit.Tabular;
using EmotionKit.Tests.Support;
using EmotionKit.Trainers;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Onnx.Export;

/// <summary>Classifiers of numbers as graphs: what ONNX Runtime makes of them, and what ONNX's checker says.</summary>
public sealed class TableExportTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Names => ["forest", "boosting", "logistic", "stacking", "stacking passes through"];

    [Theory, MemberData(nameof(Names))]
    public void ProbabilitiesOfTwoClassesAreOurs(string name)
    {
        IDataView data = Data(withMissing: false);
        ITransformer model = Binary(name).Fit(data);
        IDataView ours = model.Transform(data);
        (float[] probability, float[] score) = Scores(model, data, "Probability", "Score");
        OnnxRows.AssertNear([.. ours.GetColumn<float>("Probability")], probability, 1e-5);
        float[] expected = [.. ours.GetColumn<float>("Score")];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], score[i], 2e-3 * Math.Max(1, Math.Abs(expected[i])));
    }

    [Theory, MemberData(nameof(Names))]
    public void ProbabilitiesOfSeveralClassesAreOurs(string name)
    {
        IDataView data = _ml.Transforms.EncodeLabel("Label", "Class").Fit(Data(withMissing: false)).Transform(Data(withMissing: false));
        ITransformer model = Multiclass(name).Fit(data);
        (float[] scores, _) = Scores(model, data, "Score", null);
        OnnxRows.AssertNear([.. model.Transform(data).GetColumn<float[]>("Score").SelectMany(row => row)], scores, 1e-5);
    }

    [Fact]
    public void MissingValuesGoWhereTrainingSentThem()
    {
        IDataView data = Data(withMissing: true);
        foreach (string name in (string[])["forest", "boosting"])
        {
            ITransformer model = Binary(name).Fit(data);
            OnnxRows.AssertNear([.. model.Transform(data).GetColumn<float>("Probability")], Scores(model, data, "Probability", null).First, 1e-5);
        }
    }

    [Fact]
    public void ScalersClippersAndImputersBeforeTheClassifierArePartOfTheGraph()
    {
        IDataView data = Data(withMissing: true);
        var pipeline = _ml.Transforms.ImputeMissing("Features")
            .Append(_ml.Transforms.ClipOutliers("Features"))
            .Append(_ml.Transforms.ScaleRobust("Features"))
            .Append(_ml.Transforms.ScaleMinMax("Features", options: new ScaleMinMaxOptions { Clip = true }))
            .Append(_ml.BinaryClassification.Trainers.LogisticRegression(new LogisticRegressionOptions { LabelColumnName = "IsBad" }));
        ITransformer model = pipeline.Fit(data);
        OnnxRows.AssertNear([.. model.Transform(data).GetColumn<float>("Probability")], Scores(model, data, "Probability", null).First, 1e-5);
    }

    [Fact]
    public void FeaturesThatWereLeftOutAreNotPartOfTheGraph()
    {
        IDataView data = Data(withMissing: true);
        foreach (ImputationStrategy strategy in (ImputationStrategy[])[ImputationStrategy.Mean, ImputationStrategy.Constant])
        {
            var pipeline = _ml.Transforms.ImputeMissing("Features", options: new ImputeMissingOptions { Strategy = strategy })
                .Append(_ml.Transforms.ScaleStandard("Features"))
                .Append(_ml.Transforms.SelectByCorrelation("Chosen", "Features", new SelectByCorrelationOptions { LabelColumnName = "IsBad", MinLabelCorrelation = 0.2 }))
                .Append(_ml.BinaryClassification.Trainers.RandomForest(new RandomForestOptions { Trees = 20 }, "IsBad", "Chosen"));
            ITransformer model = pipeline.Fit(data);
            Assert.Contains(((IEnumerable<ITransformer>)model).OfType<SelectByCorrelationTransformer>().Single().Features, feature => !feature.IsKept);
            OnnxRows.AssertNear([.. model.Transform(data).GetColumn<float>("Probability")], Scores(model, data, "Probability", null).First, 1e-5);
        }
    }

    [Fact]
    public void TheCheckerAcceptsEveryGraph()
    {
        IDataView data = Data(withMissing: false);
        IDataView encoded = _ml.Transforms.EncodeLabel("Label", "Class").Fit(data).Transform(data);
        OnnxChecker.Accepts([.. Names.Select(name => Export(Binary((string)name).Fit(data))), .. Names.Select(name => Export(Multiclass((string)name).Fit(encoded)))]);
    }

    private IEstimator<ITransformer> Binary(string name)
    {
        BinaryClassificationCatalog.BinaryClassificationTrainers trainers = _ml.BinaryClassification.Trainers;
        var logistic = new LogisticRegressionOptions { LabelColumnName = "IsBad" };
        var forest = new RandomForestOptions { Trees = 30 };
        var boosting = new GradientBoostingOptions { Trees = 30 };
        return name switch
        {
            "forest" => trainers.RandomForest(forest, "IsBad"),
            "boosting" => trainers.GradientBoosting(boosting, "IsBad"),
            "logistic" => trainers.LogisticRegression(logistic),
            _ => trainers.Stacking(
                [trainers.RandomForest(forest, "IsBad"), trainers.GradientBoosting(boosting, "IsBad"), trainers.LogisticRegression(logistic)],
                options: new StackingOptions { LabelColumnName = "IsBad", Folds = 2, PassThrough = name != "stacking" }),
        };
    }

    private IEstimator<ITransformer> Multiclass(string name)
    {
        MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers = _ml.MulticlassClassification.Trainers;
        var forest = new RandomForestOptions { Trees = 20 };
        var boosting = new GradientBoostingOptions { Trees = 10 };
        return name switch
        {
            "forest" => trainers.RandomForest(forest),
            "boosting" => trainers.GradientBoosting(boosting),
            "logistic" => trainers.LogisticRegression(),
            _ => trainers.Stacking(
                [trainers.RandomForest(forest), trainers.GradientBoosting(boosting)], options: new StackingOptions { Folds = 2, PassThrough = name != "stacking" }),
        };
    }

    private byte[] Export(ITransformer model)
    {
        using var stream = new MemoryStream();
        _ml.Model.ExportOnnx(model, stream);
        return stream.ToArray();
    }

    private (float[] First, float[] Second) Scores(ITransformer model, IDataView data, string first, string? second)
    {
        IDataView scored = _ml.Transforms.ScoreOnnx(new OnnxScoringOptions
        {
            Model = Export(model),
            Inputs = [new OnnxColumn("Raw", "Features")],
            Outputs = second is null ? [new OnnxColumn("A", first)] : [new OnnxColumn("A", first), new OnnxColumn("B", second)],
        }).Fit(data).Transform(data);
        return (OnnxRows.Read<float>(scored, "A"), second is null ? [] : OnnxRows.Read<float>(scored, "B"));
    }

    private IDataView Data(bool withMissing)
    {
        var random = new Random(5);
        Row[] rows = [.. Enumerable.Range(0, 240).Select(i =>
        {
            float[] x = [random.NextNormal() * 3000 + 40_000, random.NextNormal(), random.Next(0, 5), random.NextNormal() * 0.01f];
            bool bad = x[1] + 0.3f * x[2] + random.NextNormal() > 1;
            if (withMissing && i % 4 == 0)
                x[i / 4 % 4] = float.NaN;
            return new Row { Features = x, Raw = x, IsBad = bad, Class = bad ? "bad" : x[2] > 2 ? "fair" : "good" };
        })];
        return _ml.Data.LoadFromEnumerable(rows);
    }

    private sealed class Row
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        /// <summary>The features as they came, for the graph, which scales them itself.</summary>
        [VectorType(4)]
        public float[] Raw { get; set; } = [];

        public bool IsBad { get; set; }

        public string Class { get; set; } = "";
    }
}
