using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class VBufferEditorTests
{
    [Fact]
    public void Create_Dense_ThenCommit_MakesTheVector()
    {
        VBuffer<float> buffer = default;

        VBufferEditor<float> editor = VBufferEditor.Create(ref buffer, 3);
        bool created = editor.CreatedNewValues;
        editor.Values[0] = 1;
        editor.Values[1] = 2;
        editor.Values[2] = 3;
        buffer = editor.Commit();

        Assert.True(created);
        Assert.True(buffer.IsDense);
        Assert.Equal([1f, 2f, 3f], buffer.DenseValues());
    }

    [Fact]
    public void Create_Sparse_HasIndicesToWrite()
    {
        VBuffer<float> buffer = default;

        VBufferEditor<float> editor = VBufferEditor.Create(ref buffer, 5, 1);
        editor.Values[0] = 7;
        editor.Indices[0] = 3;
        buffer = editor.Commit();

        Assert.False(buffer.IsDense);
        Assert.Equal([0f, 0f, 0f, 7f, 0f], buffer.DenseValues());
    }

    [Fact]
    public void Create_ReusesBuffersThatAreLargeEnough()
    {
        var buffer = new VBuffer<float>(4, new float[4]);

        VBufferEditor<float> smaller = VBufferEditor.Create(ref buffer, 2);
        bool created = smaller.CreatedNewValues;
        VBuffer<float> result = smaller.Commit();

        Assert.False(created);
        Assert.Equal(2, result.Length);
        Assert.True(result.IsDense);
    }

    [Fact]
    public void Create_KeepsOldValues_OnlyIfAsked()
    {
        var buffer = new VBuffer<float>(2, [1f, 2f]);

        VBufferEditor<float> editor = VBufferEditor.Create(ref buffer, 4, keepOldOnResize: true);

        Assert.Equal([1f, 2f], editor.Values[..2].ToArray());
    }

    [Fact]
    public void CreateFromBuffer_HasLengthAndDensityOfTheBuffer()
    {
        var buffer = new VBuffer<float>(5, 1, [7f], [3]);

        VBufferEditor<float> editor = VBufferEditor.CreateFromBuffer(ref buffer);
        editor.Values[0] = 8;
        VBuffer<float> result = editor.Commit();

        Assert.Equal(5, result.Length);
        Assert.Equal(8f, result.GetItemOrDefault(3));
    }

    [Fact]
    public void CommitTruncated_KeepsTheFirstExplicitValues()
    {
        VBuffer<float> buffer = default;

        VBufferEditor<float> editor = VBufferEditor.Create(ref buffer, 10, 3);
        editor.Values[0] = 5;
        editor.Indices[0] = 2;
        VBuffer<float> result = editor.CommitTruncated(1);

        Assert.Equal(10, result.Length);
        Assert.Equal([2], result.GetIndices().ToArray());
    }

    [Fact]
    public void Dense_HasNoIndices_UnlessAsked()
    {
        VBuffer<float> buffer = default;

        Assert.Equal(0, VBufferEditor.Create(ref buffer, 3).Indices.Length);
        Assert.Equal(3, VBufferEditor.Create(ref buffer, 3, requireIndicesOnDense: true).Indices.Length);
    }

    [Fact]
    public void MoreValuesThanTheLength_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            VBuffer<float> buffer = default;
            VBufferEditor.Create(ref buffer, 3, 4);
        });
}
