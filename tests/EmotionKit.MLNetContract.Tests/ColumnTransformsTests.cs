using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class ColumnTransformsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void CopyColumns_AddsTheColumnWithTypeAndAnnotations()
    {
        IDataView data = Vectors();

        IDataView copied = _ml.Transforms.CopyColumns("Copy", "Pair").Fit(data).Transform(data);
        VBuffer<ReadOnlyMemory<char>> names = default;
        copied.Schema["Copy"].GetSlotNames(ref names);

        Assert.Equal(data.Schema["Pair"].Type, copied.Schema["Copy"].Type);
        Assert.Equal(["l", "r"], names.DenseValues().Select(n => n.ToString()));
        Assert.Equal([1f, 2f], copied.GetColumn<float[]>("Copy").First());
        Assert.NotNull(copied.Schema.GetColumnOrNull("Pair"));
    }

    [Fact]
    public void CopyColumns_OverAnExistingName_FollowsTheColumnAndHidesIt()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(1));

        IDataView copied = _ml.Transforms.CopyColumns("Group", "Age").Fit(data).Transform(data);

        Assert.Equal(NumberDataViewType.Single, copied.Schema["Group"].Type);
        int hidden = data.Schema["Group"].Index;
        Assert.True(copied.Schema[hidden].IsHidden);
        Assert.Equal(("Group", hidden + 1), (copied.Schema[hidden + 1].Name, copied.Schema["Group"].Index));
        Assert.Equal(data.Schema.Count + 1, copied.Schema.Count);
    }

    [Fact]
    public void DropColumns_KeepsTheOthersInOrder()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(1));
        string[] others = [.. data.Schema.Select(c => c.Name).Where(n => n != "Group")];

        IDataView dropped = _ml.Transforms.DropColumns("Group").Fit(data).Transform(data);

        Assert.Equal(others, dropped.Schema.Select(c => c.Name));
    }

    [Fact]
    public void SelectColumns_KeepsThoseNamed_InTheOrderTheyAreNamed()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(2));

        IDataView selected = _ml.Transforms.SelectColumns("Group", "Age").Fit(data).Transform(data);
        IDataView reversed = _ml.Transforms.SelectColumns("Age", "Group").Fit(data).Transform(data);

        Assert.Equal(["Group", "Age"], selected.Schema.Select(c => c.Name));
        Assert.Equal(["Age", "Group"], reversed.Schema.Select(c => c.Name));
        Assert.Equal([0f, 1f], selected.GetColumn<float>("Age"));
    }

    [Fact]
    public void SelectColumns_KeepsHiddenOnes_OnlyIfAsked()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(1));
        IDataView hiding = _ml.Transforms.CopyColumns("Group", "Age").Fit(data).Transform(data);

        Assert.Single(_ml.Transforms.SelectColumns("Group").Fit(hiding).Transform(hiding).Schema);
        Assert.Equal(2, _ml.Transforms.SelectColumns(["Group"], keepHidden: true).Fit(hiding).Transform(hiding).Schema.Count);
    }

    [Fact]
    public void Concatenate_JoinsScalarsAndVectors()
    {
        IDataView data = Vectors();

        IDataView joined = _ml.Transforms.Concatenate("Features", "One", "Pair", "Triple").Fit(data).Transform(data);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 6), joined.Schema["Features"].Type);
        Assert.Equal([9f, 1f, 2f, 3f, 4f, 5f], joined.GetColumn<float[]>("Features").First());
    }

    [Fact]
    public void Concatenate_NamesSlotsAfterColumnsAndTheirSlots()
    {
        IDataView data = Vectors();
        VBuffer<ReadOnlyMemory<char>> names = default;

        IDataView joined = _ml.Transforms.Concatenate("Features", "One", "Pair", "Triple").Fit(data).Transform(data);
        joined.Schema["Features"].GetSlotNames(ref names);

        Assert.Equal(["One", "Pair.l", "Pair.r", string.Empty, string.Empty, string.Empty], names.DenseValues().Select(n => n.ToString()));
    }

    [Fact]
    public void Concatenate_OfVectorsWithoutSlotNames_HasNone()
    {
        IDataView data = Vectors();

        IDataView joined = _ml.Transforms.Concatenate("Features", "Triple", "Triple").Fit(data).Transform(data);

        Assert.False(joined.Schema["Features"].HasSlotNames());
    }

    [Fact]
    public void Concatenate_WithAVectorOfUnknownSize_IsOfUnknownSize()
    {
        IDataView data = Vectors();

        IDataView joined = _ml.Transforms.Concatenate("Features", "Pair", "Free").Fit(data).Transform(data);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single), joined.Schema["Features"].Type);
        Assert.Equal([1f, 2f, 7f, 8f, 9f], joined.GetColumn<float[]>("Features").First());
    }

    [Fact]
    public void Concatenate_OfSparseVectors_KeepsTheirValues()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new SparseRow { A = new VBuffer<float>(5, 1, [1f], [3]), B = new VBuffer<float>(4, 1, [2f], [0]) }]);

        IDataView joined = _ml.Transforms.Concatenate("Features", "A", "B").Fit(data).Transform(data);

        Assert.Equal([0f, 0f, 0f, 1f, 0f, 2f, 0f, 0f, 0f], joined.GetColumn<VBuffer<float>>("Features").Single().DenseValues());
    }

    [Fact]
    public void Concatenate_OfOneVector_IsThatVector()
    {
        IDataView data = Vectors();

        IDataView joined = _ml.Transforms.Concatenate("Features", "Matrix").Fit(data).Transform(data);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2, 2), joined.Schema["Features"].Type);
    }

    [Fact]
    public void Concatenate_OfDifferentItems_IsRefused()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(1));

        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Concatenate("Features", "Age", "Name").Fit(data).Transform(data));
    }

    [Fact]
    public void Concatenate_OfAVectorOfAnotherSizeThanItsTypeSays_ThrowsWhenRead()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new VectorRow { Pair = [1f] }]);
        IDataView joined = _ml.Transforms.Concatenate("Features", "One", "Pair").Fit(data).Transform(data);

        Assert.ThrowsAny<Exception>(() => joined.GetColumn<float[]>("Features").ToArray());
    }

    [Fact]
    public void AFailureOfTheSource_BehindATransform_IsWrapped()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(3).Select(p => p.Age < 2 ? p : throw new FormatException("no")));
        IDataView joined = _ml.Transforms.Concatenate("Features", "Age", "Age").Fit(data).Transform(data);

        Exception error = Assert.Throws<InvalidOperationException>(() => joined.GetColumn<float[]>("Features").ToArray());
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        Assert.IsType<FormatException>(error);
    }

    [Fact]
    public void MissingInput_IsRefusedByName()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Person.Many(1));

        var copy = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.CopyColumns("Copy", "Nothing").Fit(data));
        var concatenate = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Concatenate("Copy", "Nothing").Fit(data).Transform(data));
        var select = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.SelectColumns("Nothing").Fit(data));
        var drop = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.DropColumns("Nothing").Fit(data));

        Assert.All([copy, concatenate, select, drop], e => Assert.Contains("Nothing", e.Message));
    }

    [Fact]
    public void OutputSchema_IsTheSameWithoutData()
    {
        IDataView data = Vectors();
        ITransformer model = _ml.Transforms.Concatenate("Features", "One", "Pair").Fit(data);

        DataViewSchema schema = model.GetOutputSchema(data.Schema);

        Assert.Equal(model.Transform(data).Schema.Select(c => (c.Name, c.Type)), schema.Select(c => (c.Name, c.Type)));
        Assert.True(model.IsRowToRowMapper);
    }

    private IDataView Vectors()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(VectorRow));
        definition["Pair"].AddAnnotation("SlotNames", new VBuffer<ReadOnlyMemory<char>>(2, ["l".AsMemory(), "r".AsMemory()]), new VectorDataViewType(TextDataViewType.Instance, 2));
        return _ml.Data.LoadFromEnumerable([new VectorRow()], definition);
    }

    private sealed class VectorRow
    {
        public float One { get; set; } = 9f;

        [VectorType(2)]
        public float[] Pair { get; set; } = [1f, 2f];

        [VectorType(3)]
        public float[] Triple { get; set; } = [3f, 4f, 5f];

        [VectorType(2, 2)]
        public float[] Matrix { get; set; } = [1f, 2f, 3f, 4f];

        public float[] Free { get; set; } = [7f, 8f, 9f];
    }

    private sealed class SparseRow
    {
        [VectorType(5)]
        public VBuffer<float> A { get; set; }

        [VectorType(4)]
        public VBuffer<float> B { get; set; }
    }
}
