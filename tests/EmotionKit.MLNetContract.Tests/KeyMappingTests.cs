using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace EmotionKit.MLNetContract.Tests;

public class KeyMappingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Values_AreNumberedFromOneInTheOrderTheyOccur()
    {
        IDataView data = Texts("sad", "happy", "sad", "calm");

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(data).Transform(data);

        Assert.Equal(new KeyDataViewType(typeof(uint), 3), keyed.Schema["Key"].Type);
        Assert.Equal([1u, 2u, 1u, 3u], keyed.GetColumn<uint>("Key"));
        Assert.Equal(["sad", "happy", "calm"], KeyValues(keyed.Schema["Key"]));
    }

    [Fact]
    public void Values_AreNumberedByTheirOrdinalOrder_IfAsked()
    {
        IDataView data = Texts("b", "a", "Z");

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(data).Transform(data);

        Assert.Equal(["Z", "a", "b"], KeyValues(keyed.Schema["Key"]));
        Assert.Equal([3u, 2u, 1u], keyed.GetColumn<uint>("Key"));
    }

    [Fact]
    public void UnseenAndEmptyValues_AreMissing()
    {
        ITransformer model = _ml.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(Texts("a", string.Empty, "b"));

        IDataView keyed = model.Transform(Texts("b", "c", string.Empty));

        Assert.Equal(new KeyDataViewType(typeof(uint), 2), keyed.Schema["Key"].Type);
        Assert.Equal([2u, 0u, 0u], keyed.GetColumn<uint>("Key"));
    }

    [Fact]
    public void Numbers_AreNumbered_AndNaNIsMissing()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Row>([new() { Number = 7f }, new() { Number = float.NaN }, new() { Number = 3f }, new() { Number = 7f }]);

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Number").Fit(data).Transform(data);
        VBuffer<float> values = default;
        keyed.Schema["Key"].GetKeyValues(ref values);

        Assert.Equal([1u, 0u, 2u, 1u], keyed.GetColumn<uint>("Key"));
        Assert.Equal([7f, 3f], values.DenseValues());
    }

    [Fact]
    public void MoreValuesThanAllowed_AreMissing()
    {
        IDataView data = Texts("a", "b", "c");

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", maximumNumberOfKeys: 2).Fit(data).Transform(data);

        Assert.Equal([1u, 2u, 0u], keyed.GetColumn<uint>("Key"));
    }

    [Fact]
    public void KeyData_DeterminesTheKeys()
    {
        IDataView data = Texts("a", "b");
        IDataView keys = _ml.Data.LoadFromEnumerable<Lookup>([new() { Value = "b" }, new() { Value = "x" }, new() { Value = "a" }]);

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyData: keys).Fit(data).Transform(data);

        Assert.Equal([3u, 1u], keyed.GetColumn<uint>("Key"));
        Assert.Equal(["b", "x", "a"], KeyValues(keyed.Schema["Key"]));
    }

    [Fact]
    public void Vectors_AreMappedItemByItem()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Row>([new() { Words = ["a", "b"] }, new() { Words = ["b", "c", "a"] }]);

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Keys", "Words").Fit(data).Transform(data);

        Assert.Equal(new VectorDataViewType(new KeyDataViewType(typeof(uint), 3)), keyed.Schema["Keys"].Type);
        Assert.Equal([1u, 2u], keyed.GetColumn<uint[]>("Keys").First());
        Assert.Equal([2u, 3u, 1u], keyed.GetColumn<uint[]>("Keys").Last());
    }

    [Fact]
    public void SeveralColumns_AreMappedEachOnItsOwn()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Row>([new() { Text = "a", Number = 5f }, new() { Text = "b", Number = 5f }]);

        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair("Text"), new InputOutputColumnPair("NumberKey", "Number")]).Fit(data).Transform(data);

        Assert.Equal([1u, 2u], keyed.GetColumn<uint>("Text"));
        Assert.Equal([1u, 1u], keyed.GetColumn<uint>("NumberKey"));
    }

    [Fact]
    public void KeysMapBackToTheirValues_AndMissingOnesToMissingValues()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Row>([new() { Text = "a", Number = 5f }, new() { Text = string.Empty, Number = float.NaN }]);
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Text")
            .Append(_ml.Transforms.Conversion.MapValueToKey("Number"))
            .Fit(data).Transform(data);

        IDataView back = _ml.Transforms.Conversion.MapKeyToValue("Text")
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Number"))
            .Fit(keyed).Transform(keyed);

        Assert.Equal(TextDataViewType.Instance, back.Schema["Text"].Type);
        Assert.Equal(["a", string.Empty], back.GetColumn<string>("Text"));
        Assert.Equal([5f, float.NaN], back.GetColumn<float>("Back"));
    }

    [Fact]
    public void MapKeyToValue_OfVectors_MapsItemByItem()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Row>([new() { Words = ["a", string.Empty, "b"] }]);

        IDataView back = _ml.Transforms.Conversion.MapValueToKey("Words")
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Words"))
            .Fit(data).Transform(data);

        Assert.Equal(["a", string.Empty, "b"], back.GetColumn<string[]>("Words").Single());
    }

    [Fact]
    public void MapKeyToValue_OfAColumnWithoutKeyValues_IsRefused()
    {
        IDataView data = Texts("a");

        Assert.ThrowsAny<SystemException>(() => _ml.Transforms.Conversion.MapKeyToValue("Back", "Text").Fit(data));
    }

    [Fact]
    public void MapValueToKey_OfAMissingColumn_IsRefusedByName()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Conversion.MapValueToKey("Key", "Nothing").Fit(Texts("a")));

        Assert.Contains("Nothing", e.Message);
    }

    private static string[] KeyValues(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(v => v.ToString())];
    }

    private IDataView Texts(params string[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(t => new Row { Text = t }).ToArray());

    private sealed class Row
    {
        public string Text { get; set; } = string.Empty;

        public float Number { get; set; }

        public string[] Words { get; set; } = [];
    }

    private sealed class Lookup
    {
        public string Value { get; set; } = string.Empty;
    }
}
