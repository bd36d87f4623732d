using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class VBufferTests
{
    private static readonly VBuffer<float> Sparse = new(6, 2, [1f, 2f], [1, 4]);

    [Fact]
    public void Default_IsDenseAndEmpty()
    {
        VBuffer<float> buffer = default;

        Assert.Equal(0, buffer.Length);
        Assert.True(buffer.IsDense);
        Assert.Equal(0, buffer.GetValues().Length);
        Assert.Empty(buffer.DenseValues());
    }

    [Fact]
    public void Dense_HoldsAllValuesAndNoIndices()
    {
        var buffer = new VBuffer<float>(2, [1f, 2f, 3f]);

        Assert.True(buffer.IsDense);
        Assert.Equal([1f, 2f], buffer.GetValues().ToArray());
        Assert.Equal(0, buffer.GetIndices().Length);
    }

    [Fact]
    public void Sparse_HoldsExplicitValuesWithIndices()
    {
        Assert.False(Sparse.IsDense);
        Assert.Equal(6, Sparse.Length);
        Assert.Equal([1f, 2f], Sparse.GetValues().ToArray());
        Assert.Equal([1, 4], Sparse.GetIndices().ToArray());
        Assert.Equal([0f, 1f, 0f, 0f, 2f, 0f], Sparse.DenseValues());
    }

    [Fact]
    public void CountEqualToLength_IsDense()
    {
        var buffer = new VBuffer<float>(2, 2, [1f, 2f], null);

        Assert.True(buffer.IsDense);
    }

    [Fact]
    public void Items_GivesExplicitOnesOrAll()
    {
        Assert.Equal([KeyValuePair.Create(1, 1f), KeyValuePair.Create(4, 2f)], Sparse.Items());
        Assert.Equal([0, 1, 2, 3, 4, 5], Sparse.Items(all: true).Select(i => i.Key));
        Assert.Equal([0f, 1f, 0f, 0f, 2f, 0f], Sparse.Items(all: true).Select(i => i.Value));
    }

    [Fact]
    public void GetItemOrDefault_FindsExplicitAndImplicitValues()
    {
        Assert.Equal(2f, Sparse.GetItemOrDefault(4));
        Assert.Equal(0f, Sparse.GetItemOrDefault(3));
        float value = -1;
        Sparse.GetItemOrDefault(0, ref value);
        Assert.Equal(0f, value);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparse.GetItemOrDefault(6));
    }

    [Fact]
    public void CopyTo_KeepsTheDensity_AndCopyToDense_DoesNot()
    {
        VBuffer<float> copy = default;
        Sparse.CopyTo(ref copy);
        Assert.False(copy.IsDense);
        Assert.Equal(Sparse.DenseValues(), copy.DenseValues());

        Sparse.CopyToDense(ref copy);
        Assert.True(copy.IsDense);
        Assert.Equal(Sparse.DenseValues(), copy.DenseValues());
    }

    [Fact]
    public void CopyTo_ARange_ShiftsIndices()
    {
        VBuffer<float> part = default;

        Sparse.CopyTo(ref part, 3, 3);

        Assert.Equal([0f, 2f, 0f], part.DenseValues());
    }

    [Fact]
    public void CopyTo_ASpan_FillsImplicitValues()
    {
        var span = new float[8];
        Array.Fill(span, 9f);

        Sparse.CopyTo(span, 1, 7f);

        Assert.Equal([9f, 7f, 1f, 7f, 7f, 2f, 7f, 9f], span);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparse.CopyTo(new float[5]));
    }

    [Fact]
    public void Copy_OfAnArray_MakesADenseVector()
    {
        VBuffer<float> buffer = default;

        VBuffer<float>.Copy([1f, 2f, 3f, 4f], 1, ref buffer, 2);

        Assert.Equal([2f, 3f], buffer.DenseValues());
    }

    [Fact]
    public void Copies_DoNotShareValues()
    {
        var values = new float[] { 1f, 2f };
        VBuffer<float> copy = default;

        new VBuffer<float>(2, values).CopyTo(ref copy);
        values[0] = 5f;

        Assert.Equal([1f, 2f], copy.DenseValues());
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 3)]
    [InlineData(2, -1)]
    public void LengthOrCountOutOfRange_IsRefused(int length, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new VBuffer<float>(length, count, new float[4], new int[4]));

    [Fact]
    public void TooFewValuesOrIndices_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VBuffer<float>(3, [1f]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VBuffer<float>(3, 2, [1f, 2f], [0]));
    }
}
