using EmotionKit.Tabular;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Resampling;

public sealed class WithResamplingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Only_what_the_trainer_is_fitted_on_is_resampled()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Row.Some(200));
        var witness = new Witness();
        ITransformer model = witness.WithResampling(new Smote()).Fit(data);
        Assert.Equal(350, witness.FittedOn!.GetRowCount());
        Assert.Equal(RowDump.Of(data), RowDump.Of(model.Transform(data)));
        Assert.Equal(200, witness.Transformed);
        // The transformer is the trainer's own: nothing of the resampling is in it.
        Assert.IsType<Witness.Nothing>(witness.WithResampling(new Smote()).Fit(data));
    }

    [Fact]
    public void Synthetic_rows_stay_out_of_the_test_part_of_every_fold()
    {
        Row[] rows = Row.Some(240);
        var known = rows.Select(Key).ToHashSet();
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        int folds = 0;
        foreach (DataOperationsCatalog.TrainTestData fold in _ml.Data.CrossValidationSplit(data, 4))
        {
            var witness = new Witness();
            ITransformer model = witness.WithResampling(new Smote { Strategy = SamplingStrategy.OfRatio(0.9) }).Fit(fold.TrainSet);
            Row[] trained = [.. _ml.Data.CreateEnumerable<Row>(fold.TrainSet, false)];
            Row[] tested = [.. _ml.Data.CreateEnumerable<Row>(model.Transform(fold.TestSet), false)];
            Assert.All(tested, row => Assert.Contains(Key(row), known));
            Assert.Equal(rows.Length - trained.Length, tested.Length);

            // What the trainer saw is made of rows of the training part alone, in every column.
            var trainIds = trained.Select(row => row.Id).ToHashSet();
            Row[] seen = [.. _ml.Data.CreateEnumerable<Row>(witness.FittedOn!, false)];
            Assert.True(seen.Length > trained.Length);
            Assert.All(seen, row => Assert.Contains(row.Id, trainIds));
            float low = trained.Min(row => row.Features[0]), high = trained.Max(row => row.Features[0]);
            Assert.All(seen, row => Assert.InRange(row.Features[0], low, high));
            folds++;
        }
        Assert.Equal(4, folds);
    }

    [Fact]
    public void Columns_keep_their_schema_and_synthetic_rows_the_values_of_the_row_they_were_made_from()
    {
        Row[] rows = Row.Some(100);
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        var witness = new Witness();
        witness.WithResampling(new Smote()).Fit(data);
        Assert.Same(data.Schema, witness.FittedOn!.Schema);
        Row[] seen = [.. _ml.Data.CreateEnumerable<Row>(witness.FittedOn, false)];
        Assert.Equal(rows.Select(Key), seen[..100].Select(Key));
        foreach (Row row in seen[100..])
        {
            Row origin = rows[row.Id];
            Assert.Equal((origin.Label, origin.Weight, origin.Group), (row.Label, row.Weight, row.Group));
            Assert.True(row.Label);
        }
    }

    [Fact]
    public void A_trainer_of_ML_NETs_shape_and_a_whole_chain_can_be_fitted_on_resampled_rows()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Row.Some(150));
        IEstimator<ITransformer> trainer = _ml.Transforms.EncodeLabel("Key", "Group").Append(_ml.Transforms.ScaleStandard("Features"))
            .Append(_ml.BinaryClassification.Trainers.LogisticRegression());
        ITransformer model = trainer.WithResampling(new RandomUnderSampler(), new Smote { Neighbors = 3 }).Fit(data);
        Assert.Equal(150, model.Transform(data).GetColumn<float>("Probability").Count());
    }

    [Fact]
    public void Resampling_moves_the_boundary_towards_the_majority()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Row.Some(400));
        double plain = Positives(_ml.BinaryClassification.Trainers.LogisticRegression());
        double resampled = Positives(_ml.BinaryClassification.Trainers.LogisticRegression().WithResampling(new Smote()));
        Assert.True(resampled > plain + 0.05, $"{plain} and {resampled}");

        double Positives(IEstimator<ITransformer> trainer) => trainer.Fit(data).Transform(data).GetColumn<float>("Probability").Average();
    }

    [Fact]
    public void Labels_may_be_keys_and_rows_without_one_are_left_out()
    {
        Row[] rows = Row.Some(100);
        rows[10].Group = "";
        IDataView data = _ml.Transforms.EncodeLabel("Key", "Group").Fit(_ml.Data.LoadFromEnumerable(rows)).Transform(_ml.Data.LoadFromEnumerable(rows));
        var witness = new Witness();
        witness.WithResampling(new RandomOverSampler(), new ResamplingOptions { LabelColumnName = "Key" }).Fit(data);
        uint[] keys = [.. witness.FittedOn!.GetColumn<uint>("Key")];
        Assert.DoesNotContain(0u, keys);
        Assert.Single(keys.CountBy(key => key).Select(pair => pair.Value).Distinct());
    }

    [Fact]
    public void Errors_name_the_column_or_the_class()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Row.Some(60));
        Row[] few = [.. Row.Some(60).Where((row, i) => !row.Label || i < 10)];
        Assert.Contains("column 'X' is missing", Fail(data, new Smote(), new() { FeatureColumnName = "X" }));
        Assert.Contains("column 'Weight'", Fail(data, new Smote(), new() { FeatureColumnName = "Weight" }));
        Assert.Contains("class 'True': expected at least 6 rows", Fail(_ml.Data.LoadFromEnumerable(few), new Smote(), new()));
        Assert.Contains("only 'False'", Fail(_ml.Data.LoadFromEnumerable(few.Where(row => !row.Label)), new Smote(), new()));
        Assert.Contains("no rows", Fail(_ml.Data.LoadFromEnumerable(Array.Empty<Row>()), new Smote(), new()));
        Assert.Throws<ArgumentException>(() => new Witness().WithResampling());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Witness().WithResampling(new Smote { Neighbors = 0 }));
    }

    [Fact]
    public void Methods_survive_json()
    {
        RowResampler sequence = ResamplingSequence.Of(
            new RemoveDuplicates(), new SmoteNc { NominalColumns = [1], Strategy = SamplingStrategy.OfRatio(0.5) }, new BorderlineSmote { Kind = BorderlineKind.Borderline2 });
        string json = OptionsJson.Write(sequence);
        Assert.Contains("\"method\":\"smoteNc\"", json);
        Assert.Equal(json, OptionsJson.Write(OptionsJson.Read<RowResampler>(json)));
        Assert.Contains("'neighbours'", Assert.Throws<ArgumentException>(() => OptionsJson.Read<RowResampler>("""{"method":"smote","neighbours":3}""")).Message);
        Assert.Throws<ArgumentException>(() => OptionsJson.Read<RowResampler>("""{"method":"no such"}"""));
    }

    private static string Key(Row row) => $"{row.Id} {row.Label} {row.Weight} {row.Group} {string.Join(" ", row.Features)}";

    private static string Fail(IDataView data, RowResampler resampler, ResamplingOptions options) =>
        Assert.Throws<ArgumentException>(() => new Witness().WithResampling(resampler, options).Fit(data)).Message;

    internal sealed class Row
    {
        public int Id { get; set; }

        public bool Label { get; set; }

        public float Weight { get; set; }

        public string Group { get; set; } = "";

        [VectorType(3)]
        public float[] Features { get; set; } = [];

        /// <summary>Every eighth row is positive.</summary>
        public static Row[] Some(int count)
        {
            var random = new Random(7);
            return
            [
                .. Enumerable.Range(0, count).Select(i => new Row
                {
                    Id = i,
                    Label = i % 8 == 0,
                    Weight = i / 10f,
                    Group = $"g{i % 3}",
                    Features = [random.NextNormal() + (i % 8 == 0 ? 1 : 0), random.NextNormal(), random.NextNormal()],
                }),
            ];
        }
    }

    /// <summary>Remembers what it was fitted on, and how many rows went through what it gave.</summary>
    private sealed class Witness : IEstimator<ITransformer>
    {
        public IDataView? FittedOn { get; private set; }

        public int Transformed { get; private set; }

        public ITransformer Fit(IDataView input)
        {
            FittedOn = input;
            return new Nothing(this);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;

        internal sealed class Nothing(Witness witness) : ITransformer
        {
            public bool IsRowToRowMapper => false;

            public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

            public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

            public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

            public IDataView Transform(IDataView input)
            {
                witness.Transformed += RowDump.Of(input).Length;
                return input;
            }
        }
    }
}
