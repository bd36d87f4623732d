using System.Text.Json.Nodes;
using EmotionKit.Calibration;
using EmotionKit.Credit;
using EmotionKit.Onnx;
using EmotionKit.Tabular;
using EmotionKit.Tests.Support;
using EmotionKit.TestSupport;
using EmotionKit.Trainers;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace EmotionKit.Tests.Onnx.Export;

/// <summary>Whole pipelines from the columns of a table on, as graphs: what ONNX Runtime makes of rows with missing values and categories never seen, and what ONNX's checker says.</summary>
public sealed class TablePipelineExportTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<CreditTrainer, bool> Recipes => new()
    {
        { CreditTrainer.Stacking, false }, { CreditTrainer.Forest, false }, { CreditTrainer.Boosting, false }, { CreditTrainer.Logistic, false }, { CreditTrainer.Forest, true },
    };

    public static TheoryData<string> Ensembles => ["soft vote", "hard vote", "bagging", "platt", "isotonic", "beta", "chains"];

    public static TheoryData<CategoryEncoding> Encodings => [.. Enum.GetValues<CategoryEncoding>()];

    [Theory, MemberData(nameof(Recipes))]
    public void ACreditPipelineScoresFromItsColumns(CreditTrainer trainer, bool resampled)
    {
        ITransformer model = new CreditScoringPipeline(_ml, new CreditScoringOptions
        {
            Trainer = trainer,
            Resampling = resampled ? new Smote() : null,
            Forest = new RandomForestOptions { Trees = 20 },
            Boosting = new GradientBoostingOptions { Trees = 20 },
            MaxCategories = 3,
            Folds = 2,
        }).Fit(Customers(seed: 1));

        byte[] graph = AssertSame(model, Customers(seed: 1));

        AssertSame(model, Strangers());
        Assert.Equal(["Age", "Code", "Employed", "Home", "Income", "Purpose"], InputsOf(graph).Select(pair => pair.Key).Order());
        Assert.Equal(typeof(string), InputsOf(graph)["Purpose"].ElementType);
        Assert.Equal(typeof(bool), InputsOf(graph)["Employed"].ElementType);
        Assert.Equal([-1, 1], InputsOf(graph)["Income"].Dimensions);
    }

    [Theory, MemberData(nameof(Ensembles))]
    public void EnsemblesScoreAsOurs(string name)
    {
        ITransformer model = Prepare("Age", "Income", "Home").Append(Ensemble(name)).Fit(Customers(seed: 1));
        AssertSame(model, Customers(seed: 1));
        AssertSame(model, Strangers());
    }

    [Theory, InlineData(VotingKind.Soft), InlineData(VotingKind.Hard)]
    public void VotesOfSeveralClassesAreOurs(VotingKind kind)
    {
        MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers = _ml.MulticlassClassification.Trainers;
        var pipeline = _ml.Transforms.EncodeLabel("Label", "Purpose")
            .Append(Prepare("Age", "Income"))
            .Append(trainers.Voting(
                [trainers.RandomForest(new RandomForestOptions { Trees = 5 }), trainers.LogisticRegression(), trainers.GradientBoosting(new GradientBoostingOptions { Trees = 5 })],
                new VotingOptions { Kind = kind, Weights = [3, 1, 1] }));
        IDataView customers = Customers(seed: 1);
        ITransformer model = pipeline.Fit(customers);
        IDataView scored = Score(Export(model, customers.Schema), customers);
        OnnxRows.AssertNear([.. model.Transform(customers).GetColumn<float[]>("Score").SelectMany(row => row)], OnnxRows.Read<float>(scored, "Score"), 1e-5);
    }

    [Theory, MemberData(nameof(Encodings))]
    public void EncodedCategoriesAreOurs(CategoryEncoding encoding)
    {
        var options = new EncodeCategoriesOptions { Encoding = encoding, InSample = true };
        // In place, in turn, and columns of every kind.
        InputOutputColumnPair[] columns = [new("Home", "Purpose"), new("Purpose", "Home"), new("A", "Employed"), new("B", "Code"), new("C", "Children")];
        var pipeline = _ml.Transforms.EncodeCategories(columns, options)
            .Append(_ml.Transforms.Concatenate("Features", "Home", "Purpose", "A", "B", "C"))
            .Append(_ml.BinaryClassification.Trainers.GradientBoosting(new GradientBoostingOptions { Trees = 10 }));
        ITransformer model = pipeline.Fit(Customers(seed: 1));
        byte[] graph = AssertSame(model, Customers(seed: 1));
        AssertSame(model, Strangers());
        Assert.Equal(typeof(int), InputsOf(graph)["Children"].ElementType);
    }

    [Theory, InlineData(CategoryEncoding.Target), InlineData(CategoryEncoding.WeightOfEvidence)]
    public void CategoriesEncodedBySeveralClassesAreOurs(CategoryEncoding encoding)
    {
        var pipeline = _ml.Transforms.EncodeLabel("Label", "Purpose")
            .Append(_ml.Transforms.EncodeCategories("HomeSlots", "Home", new EncodeCategoriesOptions { Encoding = encoding, InSample = true }))
            .Append(_ml.Transforms.Concatenate("Features", "HomeSlots"))
            .Append(_ml.MulticlassClassification.Trainers.LogisticRegression());
        ITransformer model = pipeline.Fit(Customers(seed: 1));
        IDataView scored = Score(Export(model, Customers(seed: 1).Schema), Strangers());
        OnnxRows.AssertNear([.. model.Transform(Strangers()).GetColumn<float[]>("Score").SelectMany(row => row)], OnnxRows.Read<float>(scored, "Score"), 1e-5);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void TheRecipeOnRealRowsIsOurs()
    {
        IDataView loans = _ml.Data.LoadCsv(TestData.Require("credit/credit-risk.csv"), new LoadCsvOptions { LabelColumn = "loan_status", LabelName = "Label", MaxRows = 3000 });
        AssertSame(new CreditScoringPipeline(_ml).Fit(loans), loans);
    }

    [Fact]
    public void RareCategoriesShareASlotWithUnseenOnes()
    {
        foreach (int most in (int[])[1, 2, 3])
        {
            var pipeline = _ml.Transforms.EncodeCategories("Features", "Purpose", new EncodeCategoriesOptions { MaxCategories = most })
                .Append(_ml.BinaryClassification.Trainers.LogisticRegression());
            ITransformer model = pipeline.Fit(Customers(seed: 1));
            AssertSame(model, Customers(seed: 1));
            AssertSame(model, Strangers());
        }
    }

    [Fact]
    public void MissingTextsAreFilledInTheGraph()
    {
        var pipeline = _ml.Transforms.ImputeMissing("HomeSlots", "Home", new ImputeMissingOptions { Strategy = ImputationStrategy.MostFrequent, IndicatorColumnName = "NoHome" })
            .Append(_ml.Transforms.EncodeCategories("HomeSlots"))
            .Append(_ml.Transforms.Concatenate("Features", "HomeSlots", "NoHome"))
            .Append(_ml.BinaryClassification.Trainers.LogisticRegression());
        ITransformer model = pipeline.Fit(Customers(seed: 1));
        AssertSame(model, Strangers());
    }

    [Fact]
    public void WhatAGraphCannotComputeIsGivenToIt()
    {
        var pipeline = _ml.Transforms.Concatenate("Numbers", "Age", "Income")
            .Append(_ml.Transforms.ImputeMissing("Numbers", options: new ImputeMissingOptions { Strategy = ImputationStrategy.Nearest }))
            .Append(_ml.Transforms.EncodeCategories("HomeSlots", "Home", new EncodeCategoriesOptions { Unseen = UnseenCategory.Error }))
            .Append(_ml.Transforms.EncodeCategories("PurposeSlots", "Purpose"))
            .Append(_ml.Transforms.ScaleStandard("Numbers"))
            .Append(_ml.Transforms.Concatenate("Features", "Numbers", "HomeSlots", "PurposeSlots"))
            .Append(_ml.BinaryClassification.Trainers.LogisticRegression());
        TransformerChain<BinaryLogisticRegressionTransformer> model = pipeline.Fit(Customers(seed: 1));
        byte[] graph = Export(model, Customers(seed: 1).Schema);
        Assert.Equal(["HomeSlots", "Numbers", "Purpose"], InputsOf(graph).Select(pair => pair.Key).Order(StringComparer.Ordinal));
        using var session = new InferenceSession(graph);
        string before = session.ModelMetadata.CustomMetadataMap["emotionkit.preprocessing"];
        Assert.Equal(
            ["MLNet", "ImputeMissing", "EncodeCategories"], JsonNode.Parse(before)!.AsArray().Select(step => (string?)step!["component"]));
        // What it is given: the columns as the components before make them.
        IDataView data = Customers(seed: 1);
        foreach (ITransformer step in model.Take(3))
            data = step.Transform(data);
        OnnxRows.AssertNear([.. model.Transform(Customers(seed: 1)).GetColumn<float>("Probability")], OnnxRows.Read<float>(Score(graph, data), "Probability"), 1e-5);
    }

    [Fact]
    public void WhatIsMadeBeforeTheGraphIsMadeOfWhatIsThereToo()
    {
        // The graph could scale Age, but Near is made of what comes out.
        var pipeline = _ml.Transforms.Concatenate("Age", "Age")
            .Append(_ml.Transforms.ScaleStandard("Age"))
            .Append(_ml.Transforms.ImputeMissing("Near", "Age", new ImputeMissingOptions { Strategy = ImputationStrategy.Nearest }))
            .Append(_ml.Transforms.ImputeMissing("Age"))
            .Append(_ml.Transforms.Concatenate("Features", "Age", "Near"))
            .Append(_ml.BinaryClassification.Trainers.LogisticRegression());
        AssertFollows(pipeline.Fit(Customers(seed: 1)), ["MLNet", "ScaleStandard", "ImputeMissing"], ["Age", "Near"]);
    }

    [Fact]
    public void WhatIsOverwrittenBeforeTheGraphIsReadThere()
    {
        var pipeline = _ml.Transforms.Concatenate("Age", "Age")
            .Append(_ml.Transforms.ScaleStandard("Scaled", "Age"))
            .Append(_ml.Transforms.ImputeMissing("Age", options: new ImputeMissingOptions { Strategy = ImputationStrategy.Nearest }))
            .Append(_ml.Transforms.ImputeMissing("Scaled"))
            .Append(_ml.Transforms.Concatenate("Features", "Age", "Scaled"))
            .Append(_ml.BinaryClassification.Trainers.LogisticRegression());
        AssertFollows(pipeline.Fit(Customers(seed: 1)), ["MLNet", "ScaleStandard", "ImputeMissing"], ["Age", "Scaled"]);
    }

    [Fact]
    public void CategoriesOfWhichAGraphCannotReadOneAreEncodedBeforeIt()
    {
        InputOutputColumnPair[] columns = [new("Home"), new("Exact")];
        var pipeline = _ml.Transforms.EncodeCategories(columns)
            .Append(_ml.Transforms.Concatenate("Features", "Home", "Exact"))
            .Append(_ml.BinaryClassification.Trainers.LogisticRegression());
        AssertFollows(pipeline.Fit(Customers(seed: 1)), ["EncodeCategories"], ["Exact", "Home"]);
    }

    [Theory, InlineData("Code"), InlineData("Children"), InlineData("Employed"), InlineData("Home")]
    public void CategoriesOfWhichAllAreRareAreOurs(string column)
    {
        var pipeline = _ml.Transforms.EncodeCategories("Slots", column, new EncodeCategoriesOptions { MinCount = 1000 })
            .Append(_ml.Transforms.Concatenate("Features", "Slots", "Income"))
            .Append(_ml.Transforms.ImputeMissing("Features"))
            .Append(_ml.BinaryClassification.Trainers.LogisticRegression());
        ITransformer model = pipeline.Fit(Customers(seed: 1));
        AssertSame(model, Customers(seed: 1));
        AssertSame(model, Strangers());
    }

    [Fact]
    public void AColumnMayBeNamedAsAnOutput()
    {
        IDataView data = _ml.Transforms.CopyColumns("Score", "Age").Fit(Customers(seed: 1)).Transform(Customers(seed: 1));
        var pipeline = _ml.Transforms.Concatenate("Features", "Score").Append(_ml.BinaryClassification.Trainers.RandomForest(new RandomForestOptions { Trees = 3 }));
        ITransformer model = pipeline.Fit(data);
        byte[] graph = Export(model, data.Schema);
        Assert.Equal(["Score.input"], InputsOf(graph).Keys);
        using var session = new InferenceSession(graph);
        JsonNode described = JsonNode.Parse(session.ModelMetadata.CustomMetadataMap["emotionkit.inputs"])!;
        Assert.Equal("""[{"name":"Score.input","column":"Score","type":"float","shape":[1]}]""", described.ToJsonString());
    }

    [Fact]
    public void WhatCannotBeWrittenIsNamed()
    {
        BinaryClassificationCatalog.BinaryClassificationTrainers trainers = _ml.BinaryClassification.Trainers;
        IEstimator<ITransformer> member = _ml.Transforms.ImputeMissing("Features", options: new ImputeMissingOptions { Strategy = ImputationStrategy.Nearest })
            .Append(trainers.LogisticRegression());
        ITransformer model = Prepare("Age").Append(trainers.Voting([member])).Fit(Customers(seed: 1));
        var error = Assert.Throws<ArgumentException>(() => Export(model, Customers(seed: 1).Schema));
        Assert.Contains("ImputeMissing", error.Message, StringComparison.Ordinal);
        Assert.Contains("member of an ensemble", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCheckerAcceptsEveryGraph()
    {
        IDataView customers = Customers(seed: 1);
        var recipe = new CreditScoringOptions { Trainer = CreditTrainer.Logistic, Resampling = new Smote() };
        OnnxChecker.Accepts(
        [
            Export(new CreditScoringPipeline(_ml, recipe).Fit(customers), customers.Schema),
            .. Ensembles.Select(name => Export(Prepare("Age", "Income", "Home").Append(Ensemble((string)name)).Fit(customers), customers.Schema)),
        ]);
    }

    private EstimatorChain<ITransformer> Prepare(params string[] columns)
    {
        string[] parts = [.. columns.Select(column => column == "Home" ? "HomeSlots" : column)];
        return new EstimatorChain<ITransformer>()
            .Append<ITransformer>(_ml.Transforms.EncodeCategories("HomeSlots", "Home"))
            .Append<ITransformer>(_ml.Transforms.Concatenate("Features", parts))
            .Append<ITransformer>(_ml.Transforms.ImputeMissing("Features"));
    }

    private IEstimator<ITransformer> Ensemble(string name)
    {
        BinaryClassificationCatalog.BinaryClassificationTrainers trainers = _ml.BinaryClassification.Trainers;
        IEstimator<ITransformer> forest = trainers.RandomForest(new RandomForestOptions { Trees = 16, MinSamplesLeaf = 5 });
        return name switch
        {
            "soft vote" => trainers.Voting([forest, trainers.LogisticRegression()], new VotingOptions { Weights = [2, 1] }),
            "hard vote" => trainers.Voting([forest, trainers.LogisticRegression(), trainers.GradientBoosting(new GradientBoostingOptions { Trees = 5 })], new VotingOptions { Kind = VotingKind.Hard }),
            "bagging" => trainers.Bagging(trainers.LogisticRegression(), new BaggingOptions { Models = 3 }),
            "chains" => trainers.Stacking(
                [trainers.Calibrated(forest, new CalibratedOptions { Folds = 2 }), _ml.Transforms.ScaleRobust("Features").Append(trainers.LogisticRegression())],
                _ml.Transforms.ScaleStandard("Features").Append(trainers.LogisticRegression()), new StackingOptions { Folds = 2 }),
            _ => trainers.Calibrated(forest, new CalibratedOptions { Method = Enum.Parse<CalibrationMethod>(name, ignoreCase: true), Folds = 2 }),
        };
    }

    /// <summary>Compares probabilities, and scores as far as Single tells probabilities near 0 and 1 apart.</summary>
    private byte[] AssertSame(ITransformer model, IDataView data)
    {
        byte[] graph = Export(model, data.Schema);
        IDataView ours = model.Transform(data), theirs = Score(graph, data);
        OnnxRows.AssertNear([.. ours.GetColumn<float>("Probability")], OnnxRows.Read<float>(theirs, "Probability"), 1e-5);
        float[] expected = [.. ours.GetColumn<float>("Score")], actual = OnnxRows.Read<float>(theirs, "Score");
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-3 * Math.Max(1, Math.Abs(expected[i])));
        return graph;
    }

    /// <summary>Does what the description of the graph says is before it, and nothing else, and scores what comes out.</summary>
    private void AssertFollows(IEnumerable<ITransformer> model, string[] before, string[] inputs)
    {
        var chain = new TransformerChain<ITransformer>([.. model]);
        byte[] graph = Export(chain, Customers(seed: 1).Schema);
        Assert.Equal(inputs, InputsOf(graph).Keys.Order(StringComparer.Ordinal));
        using var session = new InferenceSession(graph);
        JsonArray steps = JsonNode.Parse(session.ModelMetadata.CustomMetadataMap["emotionkit.preprocessing"])!.AsArray();
        Assert.Equal(before, steps.Select(step => (string?)step!["component"]));
        IDataView data = Customers(seed: 1);
        foreach (ITransformer step in model.Take(before.Length))
            data = step.Transform(data);
        OnnxRows.AssertNear([.. chain.Transform(Customers(seed: 1)).GetColumn<float>("Probability")], OnnxRows.Read<float>(Score(graph, data), "Probability"), 1e-5);
    }

    private byte[] Export(ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        _ml.Model.ExportOnnx(model, schema, stream);
        return stream.ToArray();
    }

    private IDataView Score(byte[] graph, IDataView data) => _ml.Transforms.ScoreOnnx(new OnnxScoringOptions { Model = graph }).Fit(data).Transform(data);

    private static Dictionary<string, NodeMetadata> InputsOf(byte[] graph)
    {
        using var session = new InferenceSession(graph);
        return new Dictionary<string, NodeMetadata>(session.InputMetadata);
    }

    private IDataView Customers(int seed)
    {
        var random = new Random(seed);
        string[] homes = ["rent", "own", "mortgage"], uses = ["car", "bike", "house", "Führerschein, \"B\"", "travel"];
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(i =>
        {
            float age = random.Next(18, 80), income = random.NextNormal() * 20_000 + 50_000;
            var customer = new Customer
            {
                Age = i % 11 == 0 ? float.NaN : age,
                Income = i % 7 == 0 ? float.NaN : income,
                Home = i % 13 == 0 ? "" : homes[random.Next(3)],
                Purpose = uses[Math.Min(random.Next(6), 4)],
                Employed = random.Next(3) > 0,
                Code = i % 17 == 0 ? float.NaN : random.Next(-1, 3) * 1.5f,
                Children = random.Next(4),
                Exact = i % 3 / 3.0,
            };
            customer.Label = (customer.Employed ? 1 : 0) + age / 40 + random.NextNormal() < (customer.Purpose is "car" or "bike" ? 1.8 : 1.4);
            return customer;
        }).ToArray());
    }

    /// <summary>Values that nobody was fitted on.</summary>
    private IDataView Strangers() => _ml.Data.LoadFromEnumerable((Customer[])
    [
        new() { Age = float.NaN, Income = float.NaN, Home = "", Purpose = "", Code = float.NaN },
        new() { Age = 300, Income = -1e9f, Home = "tent", Purpose = "Car", Code = 99, Children = 77, Employed = true },
        new() { Age = -3, Income = 1e9f, Home = "rent ", Purpose = "car", Code = -0f, Children = -1 },
        new() { Age = 30, Income = 1, Home = "own", Purpose = "Führerschein, \"B\"", Code = 1.5f, Children = 1, Employed = true },
    ]);

    private sealed class Customer
    {
        public float Age { get; set; }

        public float Income { get; set; }

        public string Home { get; set; } = "";

        public string Purpose { get; set; } = "";

        public bool Employed { get; set; }

        public float Code { get; set; }

        public int Children { get; set; }

        public double Exact { get; set; }

        public bool Label { get; set; }
    }
}
