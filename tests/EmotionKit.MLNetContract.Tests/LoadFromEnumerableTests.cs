using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class LoadFromEnumerableTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Members_BecomeColumnsOfTheirTypes()
    {
        DataViewSchema schema = _ml.Data.LoadFromEnumerable<Everything>([]).Schema;

        Assert.Equal(TextDataViewType.Instance, schema["Text"].Type);
        Assert.Equal(NumberDataViewType.Single, schema["Single"].Type);
        Assert.Equal(NumberDataViewType.Double, schema["Double"].Type);
        Assert.Equal(NumberDataViewType.Int32, schema["Int"].Type);
        Assert.Equal(NumberDataViewType.UInt32, schema["UInt"].Type);
        Assert.Equal(NumberDataViewType.Int64, schema["Long"].Type);
        Assert.Equal(BooleanDataViewType.Instance, schema["Flag"].Type);
        Assert.Equal(DateTimeDataViewType.Instance, schema["When"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single), schema["Samples"].Type);
        Assert.Equal(new VectorDataViewType(TextDataViewType.Instance), schema["Words"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Double), schema["Buffer"].Type);
        Assert.Equal(NumberDataViewType.Single, schema["Field"].Type);
    }

    [Fact]
    public void Attributes_NameSizeKeyAndExcludeColumns()
    {
        DataViewSchema schema = _ml.Data.LoadFromEnumerable<Attributed>([]).Schema;

        Assert.Equal(["Features", "Key", "Matrix", "Renamed"], schema.Select(c => c.Name).Order());
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), schema["Features"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2, 3), schema["Matrix"].Type);
        Assert.Equal(new KeyDataViewType(typeof(uint), 4), schema["Key"].Type);
        Assert.Equal(TextDataViewType.Instance, schema["Renamed"].Type);
    }

    [Fact]
    public void Values_AreRead()
    {
        var row = new Everything
        {
            Text = "hello",
            Single = 1.5f,
            Double = 2.5,
            Int = -3,
            UInt = 4,
            Long = 5,
            Flag = true,
            When = new DateTime(2020, 1, 2),
            Samples = [1f, 2f],
            Words = ["a", "b"],
            Buffer = new VBuffer<double>(3, 1, [7.0], [1]),
            Field = 8f,
        };
        IDataView data = _ml.Data.LoadFromEnumerable([row]);

        Assert.Equal("hello", data.GetColumn<string>("Text").Single());
        Assert.Equal(1.5f, data.GetColumn<float>("Single").Single());
        Assert.Equal(2.5, data.GetColumn<double>("Double").Single());
        Assert.Equal(-3, data.GetColumn<int>("Int").Single());
        Assert.Equal(4u, data.GetColumn<uint>("UInt").Single());
        Assert.Equal(5L, data.GetColumn<long>("Long").Single());
        Assert.True(data.GetColumn<bool>("Flag").Single());
        Assert.Equal(new DateTime(2020, 1, 2), data.GetColumn<DateTime>("When").Single());
        Assert.Equal([1f, 2f], data.GetColumn<float[]>("Samples").Single());
        Assert.Equal(["a", "b"], data.GetColumn<string[]>("Words").Single());
        Assert.Equal([0.0, 7.0, 0.0], data.GetColumn<VBuffer<double>>("Buffer").Single().DenseValues());
        Assert.Equal(8f, data.GetColumn<float>("Field").Single());
    }

    [Fact]
    public void ArraysOfChangingLength_KeepTheirLengths()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Everything>([new() { Samples = [1f] }, new() { Samples = [1f, 2f, 3f] }, new() { Samples = [] }, new() { Samples = [4f, 5f] }]);

        Assert.Equal([1, 3, 0, 2], data.GetColumn<float[]>("Samples").Select(s => s.Length));
        Assert.Equal([4f, 5f], data.GetColumn<float[]>("Samples").Last());
    }

    [Fact]
    public void NullTextAndArrays_AreEmpty()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new Everything { Text = null!, Samples = null!, Words = [null!, "x"] }]);

        Assert.Equal(string.Empty, data.GetColumn<string>("Text").Single());
        Assert.Empty(data.GetColumn<float[]>("Samples").Single());
        Assert.Equal([string.Empty, "x"], data.GetColumn<string[]>("Words").Single());
    }

    [Fact]
    public void KeyMembers_CountFromZero_KeysFromOne_AndBeyondTheCountIsMissing()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Attributed>([new() { Key = 0 }, new() { Key = 3 }, new() { Key = 4 }]);

        Assert.Equal([1u, 4u, 0u], data.GetColumn<uint>("Key"));
    }

    [Fact]
    public void Data_IsEnumeratedAnewByEveryCursor()
    {
        int enumerations = 0;
        IEnumerable<Everything> Rows()
        {
            enumerations++;
            yield return new Everything { Single = enumerations };
        }

        IDataView data = _ml.Data.LoadFromEnumerable(Rows());

        Assert.Equal(0, enumerations);
        Assert.Equal(1f, data.GetColumn<float>("Single").Single());
        Assert.Equal(2f, data.GetColumn<float>("Single").Single());
    }

    [Fact]
    public void RowCount_IsKnownOfCollectionsOnly()
    {
        Assert.Equal(2, _ml.Data.LoadFromEnumerable(new List<Everything> { new(), new() }).GetRowCount());
        Assert.Null(_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 2).Select(_ => new Everything())).GetRowCount());
    }

    [Fact]
    public void NullRow_Throws()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new Everything[] { null! });
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);

        Assert.Throws<InvalidOperationException>(() => cursor.MoveNext());
    }

    [Fact]
    public void TwoMembersOfOneColumn_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.LoadFromEnumerable<Duplicate>([]));

    [Fact]
    public void MemberOfAnUnknownType_IsRefused() =>
        Assert.ThrowsAny<Exception>(() => _ml.Data.LoadFromEnumerable<Unsupported>([]));

    [Fact]
    public void SchemaDefinition_ChangesTypesNamesAndAnnotations()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Everything));
        definition["Samples"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        definition["Samples"].AddAnnotation("SlotNames", new VBuffer<ReadOnlyMemory<char>>(2, ["l".AsMemory(), "r".AsMemory()]), new VectorDataViewType(TextDataViewType.Instance, 2));
        definition["Text"].ColumnName = "Sentence";
        VBuffer<ReadOnlyMemory<char>> names = default;

        IDataView data = _ml.Data.LoadFromEnumerable([new Everything { Text = "x", Samples = [1f, 2f] }], definition);
        data.Schema["Samples"].GetSlotNames(ref names);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), data.Schema["Samples"].Type);
        Assert.Equal(["l", "r"], names.DenseValues().Select(n => n.ToString()));
        Assert.Equal("x", data.GetColumn<string>("Sentence").Single());
        Assert.Null(data.Schema.GetColumnOrNull("Text"));
    }

    [Fact]
    public void SchemaDefinition_LeavesOutWhatIsRemoved()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Everything));
        definition.RemoveAll(c => c.ColumnName != "Single");

        IDataView data = _ml.Data.LoadFromEnumerable([new Everything { Single = 3f }], definition);

        Assert.Equal(["Single"], data.Schema.Select(c => c.Name));
        Assert.Equal("Single", definition["Single"].MemberName);
        Assert.Null(definition["Double"]);
    }

    private sealed class Everything
    {
        public float Field;

        public string Text { get; set; } = string.Empty;

        public float Single { get; set; }

        public double Double { get; set; }

        public int Int { get; set; }

        public uint UInt { get; set; }

        public long Long { get; set; }

        public bool Flag { get; set; }

        public DateTime When { get; set; }

        public float[] Samples { get; set; } = [];

        public string[] Words { get; set; } = [];

        public VBuffer<double> Buffer { get; set; }
    }

    private sealed class Attributed
    {
        [ColumnName("Renamed")]
        public string Text { get; set; } = string.Empty;

        [VectorType(3)]
        public float[] Features { get; set; } = new float[3];

        [VectorType(2, 3)]
        public float[] Matrix { get; set; } = new float[6];

        [KeyType(4)]
        public uint Key { get; set; }

        [NoColumn]
        public object? Ignored { get; set; }
    }

    private sealed class Duplicate
    {
        public float X { get; set; }

        [ColumnName("X")]
        public float Y { get; set; }
    }

    private sealed class Unsupported
    {
        public Version Version { get; set; } = new();
    }
}
