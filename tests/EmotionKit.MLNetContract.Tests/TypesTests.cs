using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class TypesTests
{
    [Fact]
    public void PrimitiveTypes_AreRepresentedByTheirDotNetTypes()
    {
        Assert.Equal(typeof(float), NumberDataViewType.Single.RawType);
        Assert.Equal(typeof(double), NumberDataViewType.Double.RawType);
        Assert.Equal(typeof(sbyte), NumberDataViewType.SByte.RawType);
        Assert.Equal(typeof(byte), NumberDataViewType.Byte.RawType);
        Assert.Equal(typeof(short), NumberDataViewType.Int16.RawType);
        Assert.Equal(typeof(ushort), NumberDataViewType.UInt16.RawType);
        Assert.Equal(typeof(int), NumberDataViewType.Int32.RawType);
        Assert.Equal(typeof(uint), NumberDataViewType.UInt32.RawType);
        Assert.Equal(typeof(long), NumberDataViewType.Int64.RawType);
        Assert.Equal(typeof(ulong), NumberDataViewType.UInt64.RawType);
        Assert.Equal(typeof(ReadOnlyMemory<char>), TextDataViewType.Instance.RawType);
        Assert.Equal(typeof(bool), BooleanDataViewType.Instance.RawType);
        Assert.Equal(typeof(DateTime), DateTimeDataViewType.Instance.RawType);
        Assert.Equal(typeof(DateTimeOffset), DateTimeOffsetDataViewType.Instance.RawType);
        Assert.Equal(typeof(TimeSpan), TimeSpanDataViewType.Instance.RawType);
        Assert.Equal(typeof(DataViewRowId), RowIdDataViewType.Instance.RawType);
    }

    [Fact]
    public void NumberTypes_AreSingletons_AndDiffer()
    {
        Assert.Same(NumberDataViewType.Single, NumberDataViewType.Single);
        Assert.False(NumberDataViewType.Single.Equals(NumberDataViewType.Double));
    }

    [Fact]
    public void Vector_KnowsSizeAndDimensions()
    {
        var flat = new VectorDataViewType(NumberDataViewType.Single, 6);
        var matrix = new VectorDataViewType(NumberDataViewType.Single, 2, 3);

        Assert.Equal(6, flat.Size);
        Assert.Equal([6], flat.Dimensions);
        Assert.True(flat.IsKnownSize);
        Assert.Equal(6, matrix.Size);
        Assert.Equal([2, 3], matrix.Dimensions);
        Assert.Equal(typeof(VBuffer<float>), matrix.RawType);
        Assert.Equal(NumberDataViewType.Single, matrix.ItemType);
    }

    [Fact]
    public void Vector_WithoutSize_IsOfUnknownSize()
    {
        var vector = new VectorDataViewType(NumberDataViewType.Single);

        Assert.Equal(0, vector.Size);
        Assert.False(vector.IsKnownSize);
        Assert.Equal([0], vector.Dimensions);
        Assert.False(new VectorDataViewType(NumberDataViewType.Single, 0, 40).IsKnownSize);
    }

    [Fact]
    public void Vectors_AreEqual_IfItemTypeAndDimensionsAre()
    {
        var matrix = new VectorDataViewType(NumberDataViewType.Single, 2, 3);

        Assert.True(matrix.Equals((DataViewType)new VectorDataViewType(NumberDataViewType.Single, 2, 3)));
        Assert.Equal(matrix.GetHashCode(), new VectorDataViewType(NumberDataViewType.Single, 2, 3).GetHashCode());
        Assert.False(matrix.Equals((DataViewType)new VectorDataViewType(NumberDataViewType.Single, 3, 2)));
        Assert.False(matrix.Equals((DataViewType)new VectorDataViewType(NumberDataViewType.Single, 6)));
        Assert.False(matrix.Equals((DataViewType)new VectorDataViewType(NumberDataViewType.Double, 2, 3)));
    }

    [Fact]
    public void Vector_RefusesANegativeSize() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new VectorDataViewType(NumberDataViewType.Single, -1));

    [Fact]
    public void Vector_RefusesDimensionsBeyondAnInt() =>
        Assert.Throws<OverflowException>(() => new VectorDataViewType(NumberDataViewType.Single, 65536, 65536));

    [Fact]
    public void Keys_AreEqual_IfRepresentationAndCountAre()
    {
        var key = new KeyDataViewType(typeof(uint), 5);

        Assert.Equal(5UL, key.Count);
        Assert.True(key.Equals((DataViewType)new KeyDataViewType(typeof(uint), 5UL)));
        Assert.False(key.Equals((DataViewType)new KeyDataViewType(typeof(uint), 6)));
        Assert.False(key.Equals((DataViewType)new KeyDataViewType(typeof(byte), 5)));
        Assert.False(key.Equals((DataViewType)NumberDataViewType.UInt32));
    }

    [Theory]
    [InlineData(typeof(int), 5)]
    [InlineData(typeof(float), 5)]
    [InlineData(typeof(uint), 0)]
    [InlineData(typeof(byte), 256)]
    public void Key_RefusesAnotherRepresentationOrACountOutOfRange(Type type, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(type, count));

    [Fact]
    public void Types_SayWhatTheyAre()
    {
        Assert.Equal("Single", NumberDataViewType.Single.ToString());
        Assert.Equal("String", TextDataViewType.Instance.ToString());
        Assert.Equal("Vector<Single, 2, 3>", new VectorDataViewType(NumberDataViewType.Single, 2, 3).ToString());
        Assert.Equal("Vector<Single>", new VectorDataViewType(NumberDataViewType.Single).ToString());
        Assert.Equal("Key<UInt32, 0-4>", new KeyDataViewType(typeof(uint), 5).ToString());
    }
}
