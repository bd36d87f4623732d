using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.MLNetContract.Tests;

public class SchemaTests
{
    [Fact]
    public void LaterColumnOfTheSameName_HidesTheEarlierOne_AndBothStay()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("X", NumberDataViewType.Single);
        builder.AddColumn("Y", TextDataViewType.Instance);
        builder.AddColumn("X", NumberDataViewType.Double);
        DataViewSchema schema = builder.ToSchema();

        Assert.Equal(3, schema.Count);
        Assert.True(schema[0].IsHidden);
        Assert.False(schema[1].IsHidden);
        Assert.False(schema[2].IsHidden);
        Assert.Equal(2, schema["X"].Index);
        Assert.Equal(NumberDataViewType.Double, schema["X"].Type);
        Assert.Equal(2, schema.GetColumnOrNull("X")!.Value.Index);
    }

    [Fact]
    public void AddColumns_CopiesNamesTypesAndAnnotations()
    {
        var first = new DataViewSchema.Builder();
        first.AddColumn("A", NumberDataViewType.Int32, Flag("IsNormalized", true));
        var second = new DataViewSchema.Builder();
        second.AddColumns(first.ToSchema());
        second.AddColumns([new DataViewSchema.DetachedColumn("B", BooleanDataViewType.Instance)]);
        DataViewSchema schema = second.ToSchema();

        Assert.Equal(["A", "B"], schema.Select(c => c.Name));
        Assert.Equal([0, 1], schema.Select(c => c.Index));
        bool value = false;
        schema["A"].Annotations.GetValue("IsNormalized", ref value);
        Assert.True(value);
        Assert.Empty(schema["B"].Annotations.Schema);
    }

    [Fact]
    public void UnknownName_ThrowsOrIsNull()
    {
        DataViewSchema schema = new DataViewSchema.Builder().ToSchema();

        Assert.Throws<ArgumentOutOfRangeException>(() => schema["X"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => schema[0]);
        Assert.Null(schema.GetColumnOrNull("X"));
    }

    [Fact]
    public void EmptyNameOrNullType_IsRefused()
    {
        var builder = new DataViewSchema.Builder();

        Assert.Throws<ArgumentNullException>(() => builder.AddColumn(string.Empty, NumberDataViewType.Single));
        Assert.Throws<ArgumentNullException>(() => builder.AddColumn("X", null!));
    }

    [Fact]
    public void BuilderCanBeUsedAgain_AfterToSchema()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single);
        DataViewSchema one = builder.ToSchema();
        builder.AddColumn("B", NumberDataViewType.Single);
        DataViewSchema two = builder.ToSchema();

        Assert.Single(one);
        Assert.Equal(2, two.Count);
    }

    [Fact]
    public void DetachedColumn_KeepsNameTypeAndAnnotations()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Int32, Flag("IsNormalized", true));

        var column = new DataViewSchema.DetachedColumn(builder.ToSchema()["A"]);

        Assert.Equal("A", column.Name);
        Assert.Equal(NumberDataViewType.Int32, column.Type);
        Assert.NotNull(column.Annotations.Schema.GetColumnOrNull("IsNormalized"));
    }

    private static DataViewSchema.Annotations Flag(string kind, bool value)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(kind, BooleanDataViewType.Instance, value);
        return builder.ToAnnotations();
    }
}
