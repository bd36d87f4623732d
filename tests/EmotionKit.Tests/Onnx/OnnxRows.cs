using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Onnx;

/// <summary>Makes data for models, and reads scores.</summary>
internal static class OnnxRows
{
    public sealed class Row
    {
        public int Id { get; set; }

        public float[] X { get; set; } = [];
    }

    /// <summary>Rows of <paramref name="values"/>, whose vector X has the given dimensions.</summary>
    public static IDataView View(MLContext ml, float[] values, params int[] dimensions)
    {
        int length = dimensions.Aggregate(1, (a, b) => a * b);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.X)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        return ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, values.Length / length).Select(i => new Row { Id = i, X = values[(i * length)..((i + 1) * length)] }).ToArray(), schema);
    }

    /// <summary>All values of a vector column, row after row.</summary>
    public static T[] Read<T>(IDataView data, string column)
    {
        var all = new List<T>();
        DataViewSchema.Column source = data.Schema[column];
        using DataViewRowCursor cursor = data.GetRowCursor([source]);
        ValueGetter<VBuffer<T>> getter = cursor.GetGetter<VBuffer<T>>(source);
        VBuffer<T> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            all.AddRange(value.DenseValues());
        }
        return [.. all];
    }

    /// <summary>All values of a scalar column.</summary>
    public static T[] ReadScalars<T>(IDataView data, string column)
    {
        var all = new List<T>();
        DataViewSchema.Column source = data.Schema[column];
        using DataViewRowCursor cursor = data.GetRowCursor([source]);
        ValueGetter<T> getter = cursor.GetGetter<T>(source);
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            all.Add(value);
        }
        return [.. all];
    }

    /// <summary>The texts of an annotation, or null where the column has none of that kind.</summary>
    public static string[]? Names(DataViewSchema.Column column, string kind)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind) is null)
            return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(kind, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    public static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"value {i}: expected {expected[i]}, got {actual[i]}");
    }
}
