using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class RowOperationsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void TakeAndSkip_TakeAndSkipTheFirstRows()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(5));

        Assert.Equal([0f, 1f], _ml.Data.TakeRows(data, 2).GetColumn<float>("Age"));
        Assert.Equal([2f, 3f, 4f], _ml.Data.SkipRows(data, 2).GetColumn<float>("Age"));
        Assert.Equal([0f, 1f, 2f, 3f, 4f], _ml.Data.TakeRows(data, 9).GetColumn<float>("Age"));
        Assert.Empty(_ml.Data.SkipRows(data, 9).GetColumn<float>("Age"));
        Assert.Same(data.Schema, _ml.Data.TakeRows(data, 2).Schema);
    }

    [Fact]
    public void TakeAndSkip_KnowTheirRowCount_IfTheSourceDoes()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(5));
        IDataView lazy = _ml.Data.LoadFromEnumerable(Person.Many(5).Where(p => p.Age >= 0));

        Assert.Equal(2, _ml.Data.TakeRows(data, 2).GetRowCount());
        Assert.Equal(3, _ml.Data.SkipRows(data, 2).GetRowCount());
        Assert.Equal(0, _ml.Data.SkipRows(data, 9).GetRowCount());
        Assert.Null(_ml.Data.TakeRows(lazy, 2).GetRowCount());
    }

    [Fact]
    public void TakeAndSkip_OfNoRows_AreRefused()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(5));

        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.TakeRows(data, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.SkipRows(data, -1));
    }

    [Fact]
    public void FilterRowsByColumn_IncludesTheLowerAndExcludesTheUpperBound()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(5));

        Assert.Equal([1f, 2f], _ml.Data.FilterRowsByColumn(data, "Age", 1, 3).GetColumn<float>("Age"));
        Assert.Equal(["p003", "p004"], _ml.Data.FilterRowsByColumn(data, "Age", lowerBound: 3).GetColumn<string>("Name"));
    }

    [Fact]
    public void FilterRowsByColumn_DropsMissingValues()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Person>([new() { Age = float.NaN }, new() { Age = 1 }]);

        Assert.Equal([1f], _ml.Data.FilterRowsByColumn(data, "Age", lowerBound: -5).GetColumn<float>("Age"));
    }

    [Fact]
    public void FilterRowsByColumn_RefusesOtherTypesAndAnEmptyRange()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(5));

        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByColumn(data, "Name", 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByColumn(data, "Nothing", 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByColumn(data, "Age", 2, 1));
    }

    [Fact]
    public void FilteredRows_ArePositionedFromZero()
    {
        IDataView data = _ml.Data.FilterRowsByColumn(_ml.Data.LoadFromEnumerable(Person.Many(5)), "Age", 3);
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Name"]]);

        Assert.Equal(-1, cursor.Position);
        Assert.True(cursor.MoveNext());
        Assert.Equal(0, cursor.Position);
        Assert.False(cursor.IsColumnActive(data.Schema["Age"]));
    }

    [Fact]
    public void FilterRowsByMissingValues_DropsRowsWithAnyMissingValue()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Numbers>(
        [
            new() { Id = 1, Single = 1, Vector = [1f, 2f] },
            new() { Id = 2, Single = float.NaN, Vector = [1f, 2f] },
            new() { Id = 3, Single = 1, Vector = [1f, float.NaN] },
        ]);

        Assert.Equal([1, 3], _ml.Data.FilterRowsByMissingValues(data, "Single").GetColumn<int>("Id"));
        Assert.Equal([1], _ml.Data.FilterRowsByMissingValues(data, "Single", "Vector").GetColumn<int>("Id"));
    }

    [Fact]
    public void FilterRowsByKeyColumnFraction_KeepsARangeOfTheKeys()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Keyed>([new() { Key = 0 }, new() { Key = 1 }, new() { Key = 2 }, new() { Key = 3 }, new() { Key = 9 }]);

        Assert.Equal([1u, 2u], _ml.Data.FilterRowsByKeyColumnFraction(data, "Key", 0, 0.5).GetColumn<uint>("Key"));
        Assert.Equal([3u, 4u], _ml.Data.FilterRowsByKeyColumnFraction(data, "Key", 0.5, 1).GetColumn<uint>("Key"));
    }

    [Fact]
    public void ShuffleRows_KeepsEveryRowOnce_InAnotherOrder()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(200));

        float[] ages = [.. _ml.Data.ShuffleRows(data, seed: 3).GetColumn<float>("Age")];

        Assert.Equal(data.GetColumn<float>("Age"), ages.Order());
        Assert.NotEqual(data.GetColumn<float>("Age"), ages);
    }

    [Fact]
    public void ShuffleRows_OfOneSeed_IsTheSameOrderEachTime()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(200));
        IDataView shuffled = _ml.Data.ShuffleRows(data, seed: 3);

        float[] first = [.. shuffled.GetColumn<float>("Age")];

        Assert.Equal(first, shuffled.GetColumn<float>("Age"));
        Assert.Equal(first, _ml.Data.ShuffleRows(data, seed: 3).GetColumn<float>("Age"));
        Assert.NotEqual(first, _ml.Data.ShuffleRows(data, seed: 4).GetColumn<float>("Age"));
    }

    [Fact]
    public void ShuffleRows_KeepsTheValuesOfARowTogether()
    {
        IDataView shuffled = _ml.Data.ShuffleRows(_ml.Data.LoadFromEnumerable(Person.Many(200)), seed: 3, shufflePoolSize: 20);

        Person[] people = [.. _ml.Data.CreateEnumerable<Person>(shuffled, reuseRowObject: false)];

        Assert.Equal(200, people.Length);
        Assert.All(people, p => Assert.Equal($"p{(int)p.Age:000}", p.Name));
    }

    [Fact]
    public void ShuffleRows_WithoutAPool_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.ShuffleRows(_ml.Data.LoadFromEnumerable(Person.Many(2)), shufflePoolSize: 0));

    [Fact]
    public void Cache_ReadsAColumnOnce()
    {
        int enumerations = 0;
        IDataView cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Counted(() => enumerations++)));

        float[] first = [.. cached.GetColumn<float>("Age")];
        float[] second = [.. cached.GetColumn<float>("Age")];

        Assert.Equal([0f, 1f, 2f], first);
        Assert.Equal(first, second);
        Assert.Equal(1, enumerations);
    }

    [Fact]
    public void Cache_Prefetches_WhatIsNamed()
    {
        int enumerations = 0;
        IDataView cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Counted(() => enumerations++)), "Name", "Age");

        Assert.Equal([0f, 1f, 2f], cached.GetColumn<float>("Age"));
        Assert.Equal(["p000", "p001", "p002"], cached.GetColumn<string>("Name"));
        Assert.Equal(1, enumerations);
    }

    [Fact]
    public void Cache_CanBeShuffled()
    {
        IDataView cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Person.Many(200)));
        using DataViewRowCursor cursor = cached.GetRowCursor(cached.Schema, new Random(1));
        ValueGetter<float> read = cursor.GetGetter<float>(cached.Schema["Age"]);
        var ages = new List<float>();
        float age = 0;
        while (cursor.MoveNext())
        {
            read(ref age);
            ages.Add(age);
        }

        Assert.True(cached.CanShuffle);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (float)i), ages.Order());
        Assert.NotEqual(Enumerable.Range(0, 200).Select(i => (float)i), ages);
    }

    [Fact]
    public void Cache_OfVectors_KeepsEachRowsOwn()
    {
        IDataView cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable<Numbers>([new() { Vector = [1f, 2f] }, new() { Vector = [3f, 4f] }]));

        Assert.Equal([[1f, 2f], [3f, 4f]], cached.GetColumn<float[]>("Vector").ToArray());
        Assert.Equal([[1f, 2f], [3f, 4f]], cached.GetColumn<float[]>("Vector").ToArray());
    }

    [Fact]
    public void Cache_OfAnUnknownColumn_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Person.Many(2)), "Nothing"));

    private static IEnumerable<Person> Counted(Action enumerated)
    {
        enumerated();
        foreach (Person person in Person.Many(3))
        {
            yield return person;
        }
    }

    private sealed class Numbers
    {
        public int Id { get; set; }

        public float Single { get; set; }

        [VectorType(2)]
        public float[] Vector { get; set; } = new float[2];
    }

    private sealed class Keyed
    {
        [KeyType(4)]
        public uint Key { get; set; }
    }
}
