using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class CursorTests
{
    private readonly IDataView _data = new MLContext(seed: 1).Data.LoadFromEnumerable(Person.Many(5));

    [Fact]
    public void Position_IsMinusOneBeforeTheFirstAndAfterTheLastRow()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor(_data.Schema);

        Assert.Equal(-1, cursor.Position);
        for (int i = 0; i < 5; i++)
        {
            Assert.True(cursor.MoveNext());
            Assert.Equal(i, cursor.Position);
        }

        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void Getter_ReadsTheRowTheCursorIsAt()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor(_data.Schema);
        ValueGetter<float> age = cursor.GetGetter<float>(_data.Schema["Age"]);
        var ages = new List<float>();
        float value = 0;

        while (cursor.MoveNext())
        {
            age(ref value);
            age(ref value);
            ages.Add(value);
        }

        Assert.Equal([0f, 1f, 2f, 3f, 4f], ages);
    }

    [Fact]
    public void Getter_OfAnotherType_Throws()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor(_data.Schema);

        Assert.ThrowsAny<SystemException>(() => cursor.GetGetter<double>(_data.Schema["Age"]));
        Assert.ThrowsAny<SystemException>(() => cursor.GetGetter<string>(_data.Schema["Name"]));
    }

    [Fact]
    public void Getter_OfAColumnNotAskedFor_Throws()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor([_data.Schema["Name"]]);

        Assert.True(cursor.IsColumnActive(_data.Schema["Name"]));
        Assert.False(cursor.IsColumnActive(_data.Schema["Age"]));
        Assert.ThrowsAny<SystemException>(() => cursor.GetGetter<float>(_data.Schema["Age"]));
    }

    [Fact]
    public void Getter_OfAColumnNotAskedFor_Throws_BehindATransform()
    {
        var ml = new MLContext(seed: 1);
        IDataView copied = ml.Transforms.CopyColumns("Years", "Age").Fit(_data).Transform(_data);
        using DataViewRowCursor cursor = copied.GetRowCursor([copied.Schema["Years"]]);

        Assert.False(cursor.IsColumnActive(copied.Schema["Age"]));
        Assert.ThrowsAny<SystemException>(() => cursor.GetGetter<float>(copied.Schema["Age"]));
        Assert.NotNull(cursor.GetGetter<float>(copied.Schema["Years"]));
    }

    [Fact]
    public void NoColumns_StillMoves()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor([]);
        int rows = 0;

        while (cursor.MoveNext())
        {
            rows++;
        }

        Assert.Equal(5, rows);
    }

    [Fact]
    public void Cursors_AreIndependent()
    {
        using DataViewRowCursor one = _data.GetRowCursor(_data.Schema);
        using DataViewRowCursor two = _data.GetRowCursor(_data.Schema);

        one.MoveNext();
        one.MoveNext();
        two.MoveNext();

        Assert.Equal(1, one.Position);
        Assert.Equal(0, two.Position);
        Assert.Equal("p001", Name(one));
        Assert.Equal("p000", Name(two));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void CursorSet_HoldsEveryRowOnce(int n)
    {
        DataViewRowCursor[] cursors = _data.GetRowCursorSet(_data.Schema, n);
        var names = new List<string>();
        foreach (DataViewRowCursor cursor in cursors)
        {
            using (cursor)
            {
                while (cursor.MoveNext())
                {
                    names.Add(Name(cursor));
                }
            }
        }

        Assert.NotEmpty(cursors);
        Assert.Equal(["p000", "p001", "p002", "p003", "p004"], names.Order());
    }

    [Fact]
    public void Ids_DifferByRow_AndAreTheSameInEveryCursor()
    {
        DataViewRowId[] first = Ids();

        Assert.Equal(5, first.Distinct().Count());
        Assert.Equal(first, Ids());
    }

    [Fact]
    public void Schema_IsTheViewsOwnObject()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor(_data.Schema);

        Assert.Same(_data.Schema, _data.Schema);
        Assert.Same(_data.Schema, cursor.Schema);
    }

    [Fact]
    public void RowIds_AreEqualAndOrderedByBothHalves()
    {
        var id = new DataViewRowId(1, 2);

        Assert.Equal(1UL, id.Low);
        Assert.Equal(2UL, id.High);
        Assert.Equal(id, new DataViewRowId(1, 2));
        Assert.True(id.CompareTo(new DataViewRowId(9, 1)) > 0);
        Assert.True(id.CompareTo(new DataViewRowId(2, 2)) < 0);
    }

    private static string Name(DataViewRow row)
    {
        ReadOnlyMemory<char> name = default;
        row.GetGetter<ReadOnlyMemory<char>>(row.Schema["Name"])(ref name);
        return name.ToString();
    }

    private DataViewRowId[] Ids()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor(_data.Schema);
        ValueGetter<DataViewRowId> read = cursor.GetIdGetter();
        var ids = new List<DataViewRowId>();
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            read(ref id);
            ids.Add(id);
        }

        return [.. ids];
    }
}
