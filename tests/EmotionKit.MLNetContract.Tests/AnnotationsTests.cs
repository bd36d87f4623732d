using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class AnnotationsTests
{
    [Fact]
    public void SlotNames_AreFoundAndRead()
    {
        DataViewSchema.Column column = Column(new VectorDataViewType(NumberDataViewType.Single, 2), b => AddText(b, "SlotNames", "left", "right"));
        VBuffer<ReadOnlyMemory<char>> names = default;

        Assert.True(column.HasSlotNames());
        column.GetSlotNames(ref names);
        Assert.Equal(["left", "right"], names.DenseValues().Select(n => n.ToString()));
    }

    [Fact]
    public void SlotNames_OfAnotherSizeThanTheVector_DoNotCount()
    {
        DataViewSchema.Column column = Column(new VectorDataViewType(NumberDataViewType.Single, 3), b => AddText(b, "SlotNames", "left", "right"));

        Assert.False(column.HasSlotNames());
    }

    [Fact]
    public void SlotNames_OfAVectorOfUnknownSize_DoNotCount()
    {
        DataViewSchema.Column column = Column(new VectorDataViewType(NumberDataViewType.Single), _ => { });

        Assert.False(column.HasSlotNames());
    }

    [Fact]
    public void KeyValues_AreFoundAndRead()
    {
        DataViewSchema.Column column = Column(new KeyDataViewType(typeof(uint), 2), b => AddText(b, "KeyValues", "no", "yes"));
        VBuffer<ReadOnlyMemory<char>> values = default;

        Assert.True(column.HasKeyValues());
        column.GetKeyValues(ref values);
        Assert.Equal("yes", values.GetItemOrDefault(1).ToString());
    }

    [Fact]
    public void KeyValues_OfNumbers_AreAskedForByType()
    {
        DataViewSchema.Column column = Column(
            new KeyDataViewType(typeof(uint), 2),
            b => b.Add("KeyValues", new VectorDataViewType(NumberDataViewType.Int32, 2), (ref VBuffer<int> value) => value = new VBuffer<int>(2, [10, 20])));

        Assert.False(column.HasKeyValues());
        Assert.True(column.HasKeyValues(NumberDataViewType.Int32));
    }

    [Fact]
    public void IsNormalized_IsReadFromItsAnnotation()
    {
        Assert.True(Column(NumberDataViewType.Single, b => b.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true)).IsNormalized());
        Assert.False(Column(NumberDataViewType.Single, b => b.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, false)).IsNormalized());
        Assert.False(Column(NumberDataViewType.Single, _ => { }).IsNormalized());
    }

    [Fact]
    public void GetValue_OfAnUnknownKindOrAnotherType_Throws()
    {
        DataViewSchema.Annotations annotations = Column(NumberDataViewType.Single, b => b.AddPrimitiveValue("Count", NumberDataViewType.Int32, 3)).Annotations;
        float wrong = 0;
        int value = 0;

        Assert.Throws<InvalidOperationException>(() => annotations.GetValue("Other", ref value));
        Assert.Throws<InvalidOperationException>(() => annotations.GetValue("Count", ref wrong));
        annotations.GetValue("Count", ref value);
        Assert.Equal(3, value);
    }

    [Fact]
    public void GetGetter_ReadsByColumnOfTheAnnotationSchema()
    {
        DataViewSchema.Annotations annotations = Column(NumberDataViewType.Single, b => b.AddPrimitiveValue("Count", NumberDataViewType.Int32, 3)).Annotations;
        int value = 0;

        annotations.GetGetter<int>(annotations.Schema["Count"])(ref value);

        Assert.Equal(3, value);
    }

    [Fact]
    public void Builder_RefusesAGetterOfAnotherType()
    {
        var builder = new DataViewSchema.Annotations.Builder();

        Assert.Throws<ArgumentException>(() => builder.AddPrimitiveValue("Count", NumberDataViewType.Int32, 3f));
        Assert.Throws<ArgumentException>(() => builder.Add("Count", NumberDataViewType.Int32, (ref float value) => value = 1));
    }

    [Fact]
    public void Builder_TakesThoseOfAnotherColumnThatAreSelected()
    {
        DataViewSchema.Annotations source = Column(
            new VectorDataViewType(NumberDataViewType.Single, 1),
            b =>
            {
                AddText(b, "SlotNames", "x");
                b.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true);
            }).Annotations;
        var builder = new DataViewSchema.Annotations.Builder();

        builder.Add(source, kind => kind == "SlotNames");

        Assert.Equal(["SlotNames"], builder.ToAnnotations().Schema.Select(c => c.Name));
    }

    [Fact]
    public void Builder_TakesAWeaklyTypedGetter()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        Delegate getter = (ValueGetter<int>)((ref int value) => value = 7);
        int result = 0;

        builder.Add("Seven", NumberDataViewType.Int32, getter);
        builder.ToAnnotations().GetValue("Seven", ref result);

        Assert.Equal(7, result);
    }

    private static DataViewSchema.Column Column(DataViewType type, Action<DataViewSchema.Annotations.Builder> annotate)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotate(annotations);
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Column", type, annotations.ToAnnotations());
        return builder.ToSchema()["Column"];
    }

    private static void AddText(DataViewSchema.Annotations.Builder builder, string kind, params string[] values)
    {
        ReadOnlyMemory<char>[] items = Array.ConvertAll(values, v => v.AsMemory());
        builder.Add(kind, new VectorDataViewType(TextDataViewType.Instance, items.Length), (ref VBuffer<ReadOnlyMemory<char>> value) => value = new VBuffer<ReadOnlyMemory<char>>(items.Length, items));
    }
}
