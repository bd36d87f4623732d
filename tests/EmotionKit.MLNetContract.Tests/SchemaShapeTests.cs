using EmotionKit.MLNetContract.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace EmotionKit.MLNetContract.Tests;

public class SchemaShapeTests
{
    [Fact]
    public void Chain_ShowsItsEstimatorsTheExactShapeOfTheData()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, 2), (ref VBuffer<ReadOnlyMemory<char>> value) => value = new VBuffer<ReadOnlyMemory<char>>(2, ["a".AsMemory(), "b".AsMemory()]));
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Scalar", NumberDataViewType.Single);
        builder.AddColumn("Vector", new VectorDataViewType(NumberDataViewType.Single, 2), annotations.ToAnnotations());
        builder.AddColumn("Variable", new VectorDataViewType(TextDataViewType.Instance));
        builder.AddColumn("Key", new KeyDataViewType(typeof(uint), 5));
        builder.AddColumn("KeyVector", new VectorDataViewType(new KeyDataViewType(typeof(byte), 5), 2));

        Dictionary<string, SchemaShape.Column> shape = ShapeCapture.Of(builder.ToSchema()).ToDictionary(c => c.Name);

        Assert.Equal((VectorKind.Scalar, NumberDataViewType.Single, false), Of(shape["Scalar"]));
        Assert.Equal((VectorKind.Vector, NumberDataViewType.Single, false), Of(shape["Vector"]));
        Assert.Equal((VectorKind.VariableVector, TextDataViewType.Instance, false), Of(shape["Variable"]));
        Assert.Equal((VectorKind.Scalar, NumberDataViewType.UInt32, true), Of(shape["Key"]));
        Assert.Equal((VectorKind.Vector, NumberDataViewType.Byte, true), Of(shape["KeyVector"]));
        SchemaShape.Column names = Assert.Single(shape["Vector"].Annotations);
        Assert.Equal("SlotNames", names.Name);
        Assert.Equal((VectorKind.Vector, TextDataViewType.Instance, false), Of(names));
        Assert.Empty(shape["Scalar"].Annotations);
    }

    [Fact]
    public void Shape_LeavesOutHiddenColumns()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("X", NumberDataViewType.Single);
        builder.AddColumn("X", TextDataViewType.Instance);

        SchemaShape.Column column = Assert.Single(ShapeCapture.Of(builder.ToSchema()));

        Assert.Equal(TextDataViewType.Instance, column.ItemType);
    }

    [Fact]
    public void Shape_IsAListOfItsColumns()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single);
        builder.AddColumn("B", NumberDataViewType.Double);
        SchemaShape source = ShapeCapture.Of(builder.ToSchema());

        var shape = new SchemaShape(source.Reverse());

        Assert.Equal(2, shape.Count);
        Assert.Equal("B", shape[0].Name);
        Assert.Equal(["B", "A"], shape.Select(c => c.Name));
    }

    [Fact]
    public void Shape_RefusesColumnsThatWereNotMade() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SchemaShape([default]));

    [Fact]
    public void PromisesOfBuiltInEstimators_AreKept()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Person.Many(3));
        IEstimator<ITransformer> pipeline = ml.Transforms.Conversion.MapValueToKey("Key", "Group")
            .Append(ml.Transforms.CopyColumns("Years", "Age"))
            .Append(ml.Transforms.Concatenate("Features", "Age", "Years"))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Append(ml.Transforms.DropColumns("Name"));

        SchemaShape promise = pipeline.GetOutputSchema(ShapeCapture.Of(data.Schema));
        SchemaShape outcome = ShapeCapture.Of(pipeline.Fit(data).Transform(data).Schema);

        Assert.Equal(
            outcome.OrderBy(c => c.Name).Select(c => (c.Name, Of(c), string.Join(',', c.Annotations.Select(a => a.Name).Order()))),
            promise.OrderBy(c => c.Name).Select(c => (c.Name, Of(c), string.Join(',', c.Annotations.Select(a => a.Name).Order()))));
    }

    private static (VectorKind Kind, DataViewType ItemType, bool IsKey) Of(SchemaShape.Column column) => (column.Kind, column.ItemType, column.IsKey);
}
