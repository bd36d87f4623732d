using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class GetColumnTests
{
    private readonly IDataView _data = new MLContext(seed: 1).Data.LoadFromEnumerable(Person.Many(3));

    [Fact]
    public void Column_IsFoundByNameOrItself()
    {
        Assert.Equal([0f, 1f, 2f], _data.GetColumn<float>("Age"));
        Assert.Equal([0f, 1f, 2f], _data.GetColumn<float>(_data.Schema["Age"]));
    }

    [Fact]
    public void Text_IsReadAsStringOrMemory()
    {
        Assert.Equal(["p000", "p001", "p002"], _data.GetColumn<string>("Name"));
        Assert.Equal(["p000", "p001", "p002"], _data.GetColumn<ReadOnlyMemory<char>>("Name").Select(n => n.ToString()));
    }

    [Fact]
    public void UnknownNameOrAnotherType_IsAnError()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _data.GetColumn<float>("Nothing"));
        Assert.ThrowsAny<SystemException>(() => _data.GetColumn<Version>("Age").ToArray());
    }
}
