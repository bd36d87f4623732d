using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class CreateEnumerableTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Rows_AreReadIntoObjects()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Row>([new() { Text = "a", Values = [1f], Words = ["x"], Number = 1 }, new() { Text = "b", Values = [2f, 3f], Words = [], Number = 2 }]);

        Row[] rows = [.. _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false)];

        Assert.Equal(["a", "b"], rows.Select(r => r.Text));
        Assert.Equal([1f], rows[0].Values);
        Assert.Equal([2f, 3f], rows[1].Values);
        Assert.Equal(["x"], rows[0].Words);
        Assert.Empty(rows[1].Words);
        Assert.Equal([1, 2], rows.Select(r => r.Number));
    }

    [Fact]
    public void ReusedObject_IsTheSameForEveryRow()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Row>([new() { Number = 1 }, new() { Number = 2 }]);
        var rows = new List<Row>();
        var numbers = new List<int>();

        foreach (Row row in _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: true))
        {
            rows.Add(row);
            numbers.Add(row.Number);
        }

        Assert.Same(rows[0], rows[1]);
        Assert.Equal([1, 2], numbers);
    }

    [Fact]
    public void Arrays_AreNotSharedBetweenObjects()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Row>([new() { Values = [1f, 2f] }, new() { Values = [3f, 4f] }]);

        Row[] rows = [.. _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false)];

        Assert.Equal([1f, 2f], rows[0].Values);
        Assert.Equal([3f, 4f], rows[1].Values);
    }

    [Fact]
    public void MissingColumn_IsAnErrorUnlessIgnored()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Other>([new() { Text = "a" }]);

        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false).ToArray());
        Row row = _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false, ignoreMissingColumns: true).Single();
        Assert.Equal("a", row.Text);
        Assert.Equal(0, row.Number);
    }

    [Fact]
    public void ColumnOfAnotherType_IsAnError()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<WrongType>([new()]);

        Assert.Throws<InvalidOperationException>(() => _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false, ignoreMissingColumns: true).ToArray());
    }

    [Fact]
    public void Keys_AreReadAsTheyAreStored()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<KeyIn>([new() { Key = 0 }, new() { Key = 1 }]);

        Assert.Equal([1u, 2u], _ml.Data.CreateEnumerable<KeyOut>(data, reuseRowObject: false).Select(r => r.Key));
    }

    [Fact]
    public void ColumnName_IsReadInto()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Other>([new() { Text = "a" }]);

        Assert.Equal("a", _ml.Data.CreateEnumerable<Renamed>(data, reuseRowObject: false).Single().Sentence);
    }

    [Fact]
    public void SparseVectors_AreReadDense()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<BufferIn>([new() { Values = new VBuffer<float>(4, 1, [5f], [2]) }]);

        Assert.Equal([0f, 0f, 5f, 0f], _ml.Data.CreateEnumerable<ArrayOut>(data, reuseRowObject: false).Single().Values);
    }

    private sealed class Row
    {
        public string Text { get; set; } = string.Empty;

        public float[] Values { get; set; } = [];

        public string[] Words { get; set; } = [];

        public int Number { get; set; }
    }

    private sealed class Other
    {
        public string Text { get; set; } = string.Empty;
    }

    private sealed class WrongType
    {
        public float Text { get; set; }
    }

    private sealed class Renamed
    {
        [ColumnName("Text")]
        public string Sentence { get; set; } = string.Empty;
    }

    private sealed class KeyIn
    {
        [KeyType(5)]
        public uint Key { get; set; }
    }

    private sealed class KeyOut
    {
        public uint Key { get; set; }
    }

    private sealed class BufferIn
    {
        public VBuffer<float> Values { get; set; }
    }

    private sealed class ArrayOut
    {
        public float[] Values { get; set; } = [];
    }
}
