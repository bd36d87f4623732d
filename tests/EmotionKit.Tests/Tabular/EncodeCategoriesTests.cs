using EmotionKit.Tabular;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Tabular;

public sealed class EncodeCategoriesTests
{
    private readonly MLContext _ml = new(seed: 1);

    private static readonly Row[] Rows =
    [
        new("b", 2, true), new("a", 10, false), new("b", 2, true), new("", float.NaN, false), new("c", 2, true), new("a", 10, false), new("b", 1, false),
    ];

    [Fact]
    public void Ordinal_codes_follow_the_order_of_text_and_of_numbers()
    {
        EncodeCategoriesTransformer model = Fit("Text", CategoryEncoding.Ordinal);
        Assert.Equal(["a", "b", "c"], model.CategoriesOf(0));
        Assert.Equal([1, 0, 1, float.NaN, 2, 0, 1], Scalars(model, Rows));
        Assert.Equal([-1f], Scalars(model, [new("never seen", 0, false)]));
        Assert.Equal(["1", "2", "10"], Fit("Number", CategoryEncoding.Ordinal).CategoriesOf(0));
    }

    [Fact]
    public void One_hot_has_a_slot_per_category_and_one_for_missing()
    {
        EncodeCategoriesTransformer model = Fit("Text", CategoryEncoding.OneHot);
        IDataView encoded = model.Transform(_ml.Data.LoadFromEnumerable(Rows));
        Assert.Equal(["a", "b", "c", "(missing)"], Slots(encoded.Schema["Out"]));
        Assert.Equal([0, 0, 0, 1], encoded.GetColumn<float[]>("Out").ElementAt(3));
        Assert.Equal([0, 1, 0, 0], encoded.GetColumn<float[]>("Out").First());
        Assert.Equal([0, 0, 0, 0], model.Transform(_ml.Data.LoadFromEnumerable([new Row("z", 0, false)])).GetColumn<float[]>("Out").Single());
    }

    [Fact]
    public void Rare_and_unseen_categories_share_a_slot()
    {
        foreach (EncodeCategoriesOptions options in new EncodeCategoriesOptions[] { new() { MinCount = 2 }, new() { MaxCategories = 2 } })
        {
            EncodeCategoriesTransformer model = _ml.Transforms.EncodeCategories("Out", "Text", options).Fit(_ml.Data.LoadFromEnumerable(Rows));
            Row[] rows = [new("b", 0, false), new("c", 0, false), new("new", 0, false), new("", 0, false)];
            IDataView encoded = model.Transform(_ml.Data.LoadFromEnumerable(rows));
            Assert.Equal(["a", "b", "(missing)", "(other)"], Slots(encoded.Schema["Out"]));
            Assert.Equal(["4:0,1,0,0", "4:0,0,0,1", "4:0,0,0,1", "4:0,0,1,0"], encoded.GetColumn<float[]>("Out").Select(v => $"4:{string.Join(",", v)}"));
        }
    }

    [Fact]
    public void Target_codes_are_means_drawn_towards_the_average()
    {
        // Prior 3/7; b: 2 of 3 rows, a: 0 of 2, missing: 0 of 1; smoothing 4.
        EncodeCategoriesTransformer model = _ml.Transforms
            .EncodeCategories("Out", "Text", new() { Encoding = CategoryEncoding.Target, Smoothing = 4, InSample = true }).Fit(_ml.Data.LoadFromEnumerable(Rows));
        const double prior = 3 / 7.0;
        float[] found = Scalars(model, [new("b", 0, false), new("a", 0, false), new("", 0, false), new("unseen", 0, false)]);
        double[] expected = [(2 + 4 * prior) / 7, 4 * prior / 6, 4 * prior / 5, prior];
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Weights_of_evidence_are_log_ratios_of_shares()
    {
        // Positive 3, negative 4; b: 2 and 1; half a row added to each.
        EncodeCategoriesTransformer model = Fit("Text", CategoryEncoding.WeightOfEvidence);
        float[] found = Scalars(model, [new("b", 0, false), new("a", 0, false), new("unseen", 0, false)]);
        double[] expected = [Math.Log(2.5 / 3.5 / (1.5 / 4.5)), Math.Log(0.5 / 3.5 / (2.5 / 4.5)), 0];
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData(CategoryEncoding.Target)]
    [InlineData(CategoryEncoding.WeightOfEvidence)]
    public void Of_several_classes_each_has_a_slot_that_is_as_of_two(CategoryEncoding encoding)
    {
        // scikit-learn's TargetEncoder: n_features * n_classes columns, the label of each being whether a row is of its class.
        var options = new EncodeCategoriesOptions { Encoding = encoding, InSample = true };
        IDataView data = Classes();
        IDataView encoded = _ml.Transforms.EncodeCategories("Out", "Text", options).Fit(data).Transform(data);
        Assert.Equal(["fair", "good", "poor"], Slots(encoded.Schema["Out"]));
        float[][] codes = [.. encoded.GetColumn<float[]>("Out")];
        string[] names = [.. data.GetColumn<string>("Class")];
        string[] texts = [.. data.GetColumn<string>("Text")];
        string[] classes = ["fair", "good", "poor"];
        for (int k = 0; k < 3; k++)
        {
            IDataView binary = _ml.Data.LoadFromEnumerable(texts.Zip(names).Select(row => new Row(row.First, 0, row.Second == classes[k])));
            IDataView expected = _ml.Transforms.EncodeCategories("Out", "Text", options).Fit(binary).Transform(binary);
            Assert.Equal(expected.GetColumn<float>("Out"), codes.Select(code => code[k]));
        }
    }

    [Fact]
    public void Shares_of_the_classes_are_drawn_towards_the_average()
    {
        var options = new EncodeCategoriesOptions { Encoding = CategoryEncoding.Target, Smoothing = 2, InSample = true };
        IDataView data = _ml.Transforms.EncodeLabel("Label", "Text").Fit(_ml.Data.LoadFromEnumerable(Rows)).Transform(_ml.Data.LoadFromEnumerable(Rows.Where(row => row.Text.Length > 0)));
        EncodeCategoriesTransformer model = _ml.Transforms.EncodeCategories("Out", "Number", options).Fit(data);
        // Of 6 rows 2 are a, 3 b, 1 c; Number 2: none, 2 and 1 of 3 rows. (sum + 2 * mean) / (rows + 2)
        float[] two = model.Transform(_ml.Data.LoadFromEnumerable([new Row("", 2, false)])).GetColumn<float[]>("Out").Single();
        double[] expected = [2 * (2 / 6.0) / 5, (2 + 2 * (3 / 6.0)) / 5, (1 + 2 * (1 / 6.0)) / 5];
        Assert.All(expected.Zip(two), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        float[] unseen = model.Transform(_ml.Data.LoadFromEnumerable([new Row("", 5, false)])).GetColumn<float[]>("Out").Single();
        Assert.Equal([2 / 6f, 3 / 6f, 1 / 6f], unseen);
    }

    [Fact]
    public void Encodings_of_several_classes_train_out_of_fold_are_saved_and_keep_their_slots()
    {
        IDataView data = Classes();
        var pipeline = _ml.Transforms.EncodeCategories("Text", options: new() { Encoding = CategoryEncoding.Target })
            .AppendOutOfFold(_ml.Transforms.Concatenate("Features", "Text", "Number").Append(_ml.MulticlassClassification.Trainers.LogisticRegression()));
        ITransformer model = pipeline.Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.SaveBundle(model, data.Schema, stream);
        stream.Position = 0;
        IDataView scored = _ml.Model.LoadBundle(stream, out _).Transform(data);
        Assert.Equal(["Text.fair", "Text.good", "Text.poor", "Number"], Slots(scored.Schema["Features"]));
        Assert.Equal(model.Transform(data).GetColumn<float[]>("Score").SelectMany(row => row), scored.GetColumn<float[]>("Score").SelectMany(row => row));
    }

    [Fact]
    public void A_class_without_rows_says_nothing()
    {
        IDataView all = Classes();
        var model = _ml.Transforms.EncodeLabel("Label", "Class").Fit(all);
        IDataView two = model.Transform(_ml.Data.LoadFromEnumerable(
            all.GetColumn<string>("Text").Zip(all.GetColumn<string>("Class")).Where(row => row.Second != "poor").Select(row => new ClassRow { Text = row.First, Class = row.Second }).ToArray()));
        var options = new EncodeCategoriesOptions { Encoding = CategoryEncoding.WeightOfEvidence, InSample = true };
        IDataView encoded = _ml.Transforms.EncodeCategories("Out", "Text", options).Fit(two).Transform(two);
        Assert.All(encoded.GetColumn<float[]>("Out"), code => Assert.Equal(0, code[2]));
        Assert.Contains(encoded.GetColumn<float[]>("Out"), code => code[0] != 0);
    }

    [Fact]
    public void An_encoding_by_label_refuses_to_be_fitted_on_the_rows_that_train() =>
        Assert.Contains(
            "AppendOutOfFold",
            Assert.Throws<InvalidOperationException>(
                () => _ml.Transforms.EncodeCategories("Out", "Text", new() { Encoding = CategoryEncoding.Target }).Fit(_ml.Data.LoadFromEnumerable(Rows))).Message);

    [Fact]
    public void Out_of_fold_rows_are_encoded_without_their_own_label()
    {
        // Every category occurs once: any trace of a row's own label would make its code differ from the average of the others.
        Row[] rows = [.. Enumerable.Range(0, 60).Select(i => new Row($"only {i}", i, i % 3 == 0))];
        var seen = new Capture();
        IEstimator<ITransformer> pipeline = _ml.Transforms
            .EncodeCategories("Out", "Text", new() { Encoding = CategoryEncoding.Target, Smoothing = 0 }).AppendOutOfFold(seen, folds: 6, seed: 4);
        ITransformer model = pipeline.Fit(_ml.Data.LoadFromEnumerable(rows));

        // 6 folds of 10 rows, of which 20 / 6 are positive: 3 or 4; the others' average follows.
        float[] codes = [.. seen.Seen!.GetColumn<float>("Out")];
        Assert.All(codes, code => Assert.Contains(code, new[] { 16 / 50f, 17 / 50f }));
        Assert.Equal(60, codes.Length);
        // Later rows get what all rows taught: with a row per category, its label.
        Assert.Equal(rows.Select(row => row.Label ? 1f : 0f), model.Transform(_ml.Data.LoadFromEnumerable(rows)).GetColumn<float>("Out"));
    }

    [Fact]
    public void Out_of_fold_codes_are_those_of_fits_on_the_other_folds()
    {
        var random = new Random(2);
        Row[] rows = [.. Enumerable.Range(0, 200).Select(i => new Row($"c{random.Next(6)}", i, random.Next(4) == 0))];
        var seen = new Capture();
        var options = new EncodeCategoriesOptions { Encoding = CategoryEncoding.WeightOfEvidence };
        _ml.Transforms.EncodeCategories("Out", "Text", options).AppendOutOfFold(seen, folds: 4, seed: 9).Fit(_ml.Data.LoadFromEnumerable(rows));
        float[] codes = [.. seen.Seen!.GetColumn<float>("Out")];
        int[] folds = LabelFolds.Assign([.. rows.Select(row => row.Label ? 1.0 : 0)], 4, 9);
        for (int fold = 0; fold < 4; fold++)
        {
            EncodeCategoriesTransformer model = _ml.Transforms.EncodeCategories("Out", "Text", options with { InSample = true })
                .Fit(_ml.Data.LoadFromEnumerable(rows.Where((_, i) => folds[i] != fold)));
            float[] expected = Scalars(model, rows);
            for (int i = 0; i < rows.Length; i++)
            {
                if (folds[i] == fold)
                    Assert.Equal(expected[i], codes[i], 1e-6f);
            }
        }
    }

    [Fact]
    public void Errors_say_what_is_wrong()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Rows);
        IDataView missing = _ml.Data.LoadFromEnumerable([new Row("", float.NaN, true), new Row("", float.NaN, false)]);
        IDataView constant = _ml.Data.LoadFromEnumerable([new Row("a", 1, true), new Row("b", 2, true)]);
        var unseen = new EncodeCategoriesOptions { Encoding = CategoryEncoding.Ordinal, Unseen = UnseenCategory.Error };
        EncodeCategoriesTransformer model = _ml.Transforms.EncodeCategories("Out", "Text", unseen).Fit(data);

        Assert.Contains("all 2 values missing", Assert.Throws<ArgumentException>(() => _ml.Transforms.EncodeCategories("Out", "Text").Fit(missing)).Message);
        Assert.Contains(
            "labels that differ",
            Assert.Throws<ArgumentException>(() => _ml.Transforms.EncodeCategories("Out", "Text", new() { Encoding = CategoryEncoding.Target }).Fit(constant)).Message);
        Assert.Contains(
            "column 'Bad' is missing",
            Assert.Throws<ArgumentException>(
                () => _ml.Transforms.EncodeCategories("Out", "Text", new() { Encoding = CategoryEncoding.Target, LabelColumnName = "Bad" }).Fit(data)).Message);
        var error = Assert.Throws<RowException>(() => Scalars(model, [new("a", 0, false), new("z", 0, false)]));
        Assert.Contains("expected one of a, b, c, got 'z'", error.Message);
        Assert.Equal(1, error.Row);
    }

    [Fact]
    public void A_key_of_too_many_classes_is_refused_by_name()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable((AnyKeyRow[])[new() { Text = "a", Label = 1 }, new() { Text = "b", Label = 2 }]);
        var estimator = _ml.Transforms.EncodeCategories("Out", "Text", new EncodeCategoriesOptions { Encoding = CategoryEncoding.Target, InSample = true });
        var error = Assert.Throws<ArgumentException>(() => estimator.Fit(rows));
        Assert.Contains("column 'Label': expected a key of at most 65535 classes", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Rows of three classes as a key.</summary>
    private IDataView Classes()
    {
        var random = new Random(3);
        string[] classes = ["good", "fair", "poor"];
        IDataView rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 90).Select(i => new ClassRow { Text = $"c{random.Next(5)}", Number = random.Next(9), Class = classes[random.Next(3)] }).ToArray());
        return _ml.Transforms.EncodeLabel("Label", "Class").Fit(rows).Transform(rows);
    }

    private EncodeCategoriesTransformer Fit(string column, CategoryEncoding encoding) => _ml.Transforms
        .EncodeCategories("Out", column, new() { Encoding = encoding, InSample = true }).Fit(_ml.Data.LoadFromEnumerable(Rows));

    private float[] Scalars(EncodeCategoriesTransformer model, Row[] rows) => [.. model.Transform(_ml.Data.LoadFromEnumerable(rows)).GetColumn<float>("Out")];

    private static string[] Slots(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    internal sealed class Row
    {
        public Row()
        {
        }

        public Row(string text, float number, bool label) => (Text, Number, Label) = (text, number, label);

        public string Text { get; set; } = "";

        public float Number { get; set; }

        public bool Label { get; set; }
    }

    internal sealed class ClassRow
    {
        public string Text { get; set; } = "";

        public float Number { get; set; }

        public string Class { get; set; } = "";
    }

    internal sealed class AnyKeyRow
    {
        public string Text { get; set; } = "";

        [KeyType]
        public uint Label { get; set; }
    }

    /// <summary>Keeps what it is fitted on, and changes nothing.</summary>
    internal sealed class Capture : IEstimator<ITransformer>
    {
        public IDataView? Seen { get; private set; }

        public ITransformer Fit(IDataView input)
        {
            Seen = input;
            return new TransformerChain<ITransformer>();
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }
}
