using EmotionKit.Labels;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Labels;

public class LabelTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private sealed class Text
    {
        public string? Label { get; set; }
    }

    private sealed class Number
    {
        public float Label { get; set; }
    }

    private sealed class Flag
    {
        public bool Label { get; set; }
    }

    private sealed class Unlabelled
    {
        public float X { get; set; }
    }

    private sealed class Key
    {
        public uint Label { get; set; }
    }

    private sealed class Named
    {
        public string Name { get; set; } = "";
    }

    [Fact]
    public void Keys_follow_the_ordinal_order_of_the_labels()
    {
        IDataView data = View(new[] { "happy", "angry", "Zorn", "ärger", "angry" }.Select(l => new Text { Label = l }));
        IDataView encoded = Ml.Transforms.EncodeLabel().Fit(data).Transform(data);
        Assert.Equal(["Zorn", "angry", "happy", "ärger"], KeyValues(encoded));
        Assert.Equal([3u, 2, 1, 4, 2], Keys(encoded));
        Assert.Equal(new KeyDataViewType(typeof(uint), 4), encoded.Schema["Label"].Type);
    }

    [Fact]
    public void Numbers_are_ordered_by_value_and_named_as_written()
    {
        IDataView data = View(new[] { 10, 9, -2.5f, 0, -0f, float.NaN }.Select(l => new Number { Label = l }));
        IDataView encoded = Ml.Transforms.EncodeLabel().Fit(data).Transform(data);
        Assert.Equal(["-2.5", "0", "9", "10"], KeyValues(encoded));
        Assert.Equal([4u, 3, 1, 2, 2, 0], Keys(encoded));
    }

    [Fact]
    public void Truth_values_are_labels_too()
    {
        IDataView data = View(new[] { true, false }.Select(l => new Flag { Label = l }));
        IDataView encoded = Ml.Transforms.EncodeLabel().Fit(data).Transform(data);
        Assert.Equal(["False", "True"], KeyValues(encoded));
        Assert.Equal([2u, 1], Keys(encoded));
    }

    [Fact]
    public void A_label_not_seen_in_fitting_is_missing_or_an_error()
    {
        IDataView known = View(new[] { "a", "b" }.Select(l => new Text { Label = l }));
        IDataView later = View(new[] { "b", "c", "", null }.Select(l => new Text { Label = l }));
        Assert.Equal([2u, 0, 0, 0], Keys(Ml.Transforms.EncodeLabel().Fit(known).Transform(later)));

        IDataView strict = Ml.Transforms.EncodeLabel(unseen: UnseenLabel.Error).Fit(known).Transform(later);
        RowException error = Assert.Throws<RowException>(() => Keys(strict));
        Assert.Equal(1, error.Row);
        Assert.Contains("'c'", error.Message, StringComparison.Ordinal);
        Assert.Contains("a, b", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_to_score_need_no_label_column()
    {
        IDataView known = View(new[] { "a", "b" }.Select(l => new Text { Label = l }));
        EncodeLabelTransformer model = Ml.Transforms.EncodeLabel().Fit(known);
        IDataView unlabelled = View(new[] { new Unlabelled { X = 1 }, new Unlabelled { X = 2 } });
        Assert.Equal([0u, 0], Keys(model.Transform(unlabelled)));
        using PredictionEngine<Unlabelled, Key> engine = Ml.Model.CreatePredictionEngine<Unlabelled, Key>(model);
        Assert.Equal(0u, engine.Predict(new Unlabelled { X = 3 }).Label);
    }

    [Fact]
    public void Decoding_gives_back_what_was_encoded()
    {
        string[] labels = ["happy", "", "angry", "happy"];
        IDataView data = View(labels.Select(l => new Text { Label = l }));
        var chain = Ml.Transforms.EncodeLabel().Append(Ml.Transforms.DecodeLabel("Name", "Label"));
        IDataView decoded = chain.Fit(data).Transform(data);
        Assert.Equal(labels, Ml.Data.CreateEnumerable<Named>(decoded, false).Select(r => r.Name));
    }

    [Fact]
    public void Keys_of_ml_nets_own_encoder_are_decoded_whatever_their_type()
    {
        IDataView data = View(new[] { 3f, 1.5f, 3 }.Select(l => new Number { Label = l }));
        var chain = Ml.Transforms.Conversion.MapValueToKey("Label").Append(Ml.Transforms.DecodeLabel("Name", "Label"));
        IDataView decoded = chain.Fit(data).Transform(data);
        Assert.Equal(["3", "1.5", "3"], Ml.Data.CreateEnumerable<Named>(decoded, false).Select(r => r.Name));
    }

    [Fact]
    public void A_column_without_any_label_cannot_be_learned()
    {
        IDataView data = View(new[] { new Text(), new Text { Label = "" } });
        ArgumentException error = Assert.Throws<ArgumentException>(() => Ml.Transforms.EncodeLabel().Fit(data));
        Assert.Contains("'Label'", error.Message, StringComparison.Ordinal);
        Assert.Contains("every value is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_without_names_cannot_be_decoded()
    {
        var definition = SchemaDefinition.Create(typeof(Key));
        definition["Label"].ColumnType = new KeyDataViewType(typeof(uint), 3);
        IDataView data = Ml.Data.LoadFromEnumerable(new[] { new Key { Label = 1 } }, definition);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Ml.Transforms.DecodeLabel("Name", "Label").Fit(data));
        Assert.Contains("KeyValues", error.Message, StringComparison.Ordinal);
    }

    private static IDataView View<T>(IEnumerable<T> rows)
        where T : class => Ml.Data.LoadFromEnumerable(rows.ToArray());

    private static uint[] Keys(IDataView data) => data.GetColumn<uint>("Label").ToArray();

    private static string[] KeyValues(IDataView data)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        data.Schema["Label"].GetKeyValues(ref values);
        return values.DenseValues().Select(v => v.ToString()).ToArray();
    }
}
