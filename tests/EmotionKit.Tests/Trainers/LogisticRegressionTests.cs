using EmotionKit.Linear;
using EmotionKit.Tests.Support;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers;

public class LogisticRegressionTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public float Weight { get; set; } = 1;
    }

    private sealed class Unlabelled
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Prediction
    {
        public string Emotion { get; set; } = "";

        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    private sealed class Loose
    {
        public string Label { get; set; } = "";

        public float[] Features { get; set; } = [];
    }

    [Fact]
    public void Scores_are_those_of_the_algorithm_on_the_same_rows()
    {
        Row[] rows = Rows(90);
        ITransformer model = Pipeline(new LogisticRegressionOptions { L2 = 3 }).Fit(View(rows));
        string[] names = rows.Select(r => r.Label).Distinct().Order(StringComparer.Ordinal).ToArray();
        SoftmaxRegression expected = SoftmaxRegression.Fit(
            rows.SelectMany(r => r.Features).ToArray(), 3, rows.Select(r => Array.IndexOf(names, r.Label)).ToArray(), 3,
            new SoftmaxRegressionOptions { L2 = 3 });
        float[] probabilities = new float[3];
        foreach ((Row row, Prediction prediction) in rows.Zip(Predict(model, View(rows))))
        {
            expected.Predict(row.Features, probabilities);
            Assert.Equal(probabilities, prediction.Score);
            int best = Array.IndexOf(probabilities, probabilities.Max());
            Assert.Equal((uint)best + 1, prediction.PredictedLabel);
            Assert.Equal(names[best], prediction.Emotion);
        }
    }

    [Fact]
    public void Columns_are_those_of_an_ml_net_trainer()
    {
        ITransformer model = Pipeline().Fit(View(Rows(60)));
        DataViewSchema schema = model.GetOutputSchema(View(Rows(1)).Schema);
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), schema["PredictedLabel"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), schema["Score"].Type);
        VBuffer<ReadOnlyMemory<char>> keys = default, slots = default;
        schema["PredictedLabel"].GetKeyValues(ref keys);
        schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(["a", "b", "c"], keys.DenseValues().Select(v => v.ToString()));
        Assert.Equal(["a", "b", "c"], slots.DenseValues().Select(v => v.ToString()));
    }

    [Fact]
    public void A_model_scores_objects_without_a_label()
    {
        Row[] rows = Rows(60);
        ITransformer model = Pipeline().Fit(View(rows));
        string[] expected = Predict(model, View(rows)).Select(p => p.Emotion).ToArray();
        using PredictionEngine<Unlabelled, Prediction> engine = Ml.Model.CreatePredictionEngine<Unlabelled, Prediction>(model);
        Assert.Equal(expected, rows.Select(r => engine.Predict(new Unlabelled { Features = r.Features }).Emotion));
    }

    [Fact]
    public void Rows_without_a_label_take_no_part()
    {
        Row[] rows = Rows(60);
        Row[] more = [.. rows, new Row { Label = "", Features = [float.NaN, 1e9f, 0] }];
        Assert.Equal(Weights(Pipeline().Fit(View(rows))), Weights(Pipeline().Fit(View(more))));
    }

    [Fact]
    public void A_weight_of_two_counts_as_two_rows()
    {
        Row[] rows = Rows(60);
        Row[] twice = [.. rows, .. rows.Take(20)];
        for (int i = 0; i < 20; i++)
            rows[i].Weight = 2;
        var options = new LogisticRegressionOptions { Tolerance = 1e-10 };
        double[] weighted = Weights(Pipeline(options with { ExampleWeightColumnName = "Weight" }).Fit(View(rows)));
        double[] repeated = Weights(Pipeline(options).Fit(View(twice)));
        for (int i = 0; i < weighted.Length; i++)
            Assert.Equal(repeated[i], weighted[i], 1e-6);
    }

    [Fact]
    public void A_feature_that_is_not_finite_gives_an_error_in_training_and_no_label_in_scoring()
    {
        Row[] rows = Rows(30);
        rows[17].Features[1] = float.PositiveInfinity;
        RowException error = Assert.Throws<RowException>(() => Pipeline().Fit(View(rows)));
        Assert.Equal(17, error.Row);
        Assert.Contains("'Features'", error.Message, StringComparison.Ordinal);
        Assert.Contains("slot 1", error.Message, StringComparison.Ordinal);

        Prediction prediction = Predict(Pipeline().Fit(View(Rows(30))), View(rows)).ElementAt(17);
        Assert.Equal(0u, prediction.PredictedLabel);
        Assert.All(prediction.Score, s => Assert.True(float.IsNaN(s)));
        Assert.Equal("", prediction.Emotion);
    }

    [Fact]
    public void Vectors_of_changing_length_are_refused_in_ml_nets_words()
    {
        IDataView data = Ml.Data.LoadFromEnumerable(new[] { new Loose { Label = "a", Features = [1] }, new Loose { Label = "b", Features = [2] } });
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => Pipeline().Fit(data));
        Assert.Contains("expected Vector<Single>, got VarVector<Single>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_rows_and_options_are_refused()
    {
        Refused("key", "expected Key<UInt32>, got Text", () => Ml.MulticlassClassification.Trainers.LogisticRegression().Fit(View(Rows(9))));
        Row[] weightless = [.. Rows(30).Where(r => r.Label == "a"), new Row { Label = "b", Features = [1, 2, 3], Weight = 0 }];
        Refused("weights", "only class 0", () => Pipeline(new LogisticRegressionOptions { ExampleWeightColumnName = "Weight" }).Fit(View(weightless)));
        Refused("two", "at least two classes", () => Pipeline().Fit(View(Rows(30).Where(r => r.Label == "a").ToArray())));
        Refused("L2", "L2", () => Ml.MulticlassClassification.Trainers.LogisticRegression(new LogisticRegressionOptions { L2 = double.NaN }));
        Refused("weight", "'Heavy' is missing", () => Pipeline(new LogisticRegressionOptions { ExampleWeightColumnName = "Heavy" }).Fit(View(Rows(9))));
        ITransformer model = Ml.MulticlassClassification.Trainers.LogisticRegression().Fit(Ml.Transforms.EncodeLabel().Fit(View(Rows(30))).Transform(View(Rows(30))));
        var definition = SchemaDefinition.Create(typeof(Loose));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 4);
        IDataView wider = Ml.Data.LoadFromEnumerable(new[] { new Loose { Features = [1, 2, 3, 4] } }, definition);
        Refused("size", "expected 3 features", () => model.Transform(wider));

        static void Refused(string what, string words, Action action)
        {
            ArgumentException error = Assert.ThrowsAny<ArgumentException>(action);
            Assert.True(error.Message.Contains(words, StringComparison.Ordinal), $"{what}: {error.Message}");
        }
    }

    [Fact]
    public void Training_can_be_watched_and_stopped()
    {
        using var source = new CancellationTokenSource();
        var seen = new List<int>();
        var progress = new Watcher(p =>
        {
            seen.Add(p.Iteration);
            if (p.Iteration == 2)
                source.Cancel();
        });
        var pipeline = Ml.Transforms.EncodeLabel()
            .Append(Ml.MulticlassClassification.Trainers.LogisticRegression(null, progress, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => pipeline.Fit(View(Rows(60))));
        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public void Options_survive_json()
    {
        var options = new LogisticRegressionOptions { L2 = 0.5, ClassWeights = ClassWeighting.Balanced, ExampleWeightColumnName = "W" };
        string json = OptionsJson.Write(options);
        Assert.Contains("\"classWeights\":\"balanced\"", json, StringComparison.Ordinal);
        Assert.Equal(options, OptionsJson.Read<LogisticRegressionOptions>(json));
    }

    private static EstimatorChain<ITransformer> Pipeline(LogisticRegressionOptions? options = null) =>
        new EstimatorChain<ITransformer>()
            .Append(Ml.Transforms.EncodeLabel())
            .Append(Ml.MulticlassClassification.Trainers.LogisticRegression(options))
            .Append((IEstimator<ITransformer>)Ml.Transforms.DecodeLabel("Emotion"));

    private static double[] Weights(ITransformer model) =>
        ((TransformerChain<ITransformer>)model).OfType<LogisticRegressionTransformer>().Single().Model.Weights.ToArray();

    private static IEnumerable<Prediction> Predict(ITransformer model, IDataView data) =>
        Ml.Data.CreateEnumerable<Prediction>(model.Transform(data), reuseRowObject: false);

    private static IDataView View(Row[] rows) => Ml.Data.LoadFromEnumerable(rows);

    private static Row[] Rows(int count)
    {
        var rows = new Row[count];
        for (int i = 0; i < count; i++)
        {
            var random = new Random(i);
            int k = i % 3;
            rows[i] = new Row { Label = "cab".Substring(k, 1), Features = [random.NextNormal() + k, random.NextNormal() * 10 - 5 * k, random.NextNormal()] };
        }
        return rows;
    }

    private sealed class Watcher(Action<OptimizerProgress> told) : IProgress<OptimizerProgress>
    {
        public void Report(OptimizerProgress value) => told(value);
    }
}
