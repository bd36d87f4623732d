using System.Globalization;
using System.Reflection;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Support;

/// <summary>Reads rows as texts that are equal exactly when every bit of every value is.</summary>
internal static class RowDump
{
    private static readonly MethodInfo ScalarMethod = typeof(RowDump).GetMethod(nameof(Scalar), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo VectorMethod = typeof(RowDump).GetMethod(nameof(Vector), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>All rows, all visible columns or those named.</summary>
    public static string[] Of(IDataView view, params string[] columns)
    {
        DataViewSchema.Column[] wanted = Columns(view.Schema, columns);
        using DataViewRowCursor cursor = view.GetRowCursor(wanted);
        return Rest(cursor, wanted);
    }

    /// <summary>The rows that a cursor has still to give.</summary>
    public static string[] Rest(DataViewRowCursor cursor, DataViewSchema.Column[] columns)
    {
        Func<string> read = Reader(cursor, columns);
        var rows = new List<string>();
        while (cursor.MoveNext())
            rows.Add(read());
        return [.. rows];
    }

    /// <summary>All rows, mapped one at a time.</summary>
    public static string[] Mapped(IRowToRowMapper mapper, IDataView input, params string[] columns)
    {
        DataViewSchema.Column[] wanted = Columns(mapper.OutputSchema, columns);
        using DataViewRowCursor cursor = input.GetRowCursor(mapper.GetDependencies(wanted));
        using DataViewRow row = mapper.GetRow(cursor, wanted);
        Func<string> read = Reader(row, wanted);
        var rows = new List<string>();
        while (cursor.MoveNext())
            rows.Add(read());
        return [.. rows];
    }

    /// <summary>Reads a row's columns, now and whenever called again.</summary>
    public static Func<string> Reader(DataViewRow row, DataViewSchema.Column[] columns)
    {
        Func<string>[] readers = Array.ConvertAll(columns, column =>
        {
            MethodInfo method = column.Type is VectorDataViewType vector
                ? VectorMethod.MakeGenericMethod(vector.ItemType.RawType)
                : ScalarMethod.MakeGenericMethod(column.Type.RawType);
            return (Func<string>)method.Invoke(null, [row, column])!;
        });
        return () => string.Join(" | ", readers.Select(read => read()));
    }

    public static DataViewSchema.Column[] Columns(DataViewSchema schema, params string[] names) => names.Length == 0
        ? [.. schema.Where(column => !column.IsHidden)]
        : Array.ConvertAll(names, name => schema[name]);

    /// <summary>The promised shape as a text: names, kinds, types, annotations.</summary>
    public static string[] Shape(SchemaShape shape) =>
    [
        .. shape.Select(column => $"{column.Name}: {TypeText.Of(column)} [{string.Join(", ", column.Annotations.Select(a => $"{a.Name}: {TypeText.Of(a)}").Order(StringComparer.Ordinal))}]")
            .Order(StringComparer.Ordinal),
    ];

    private static Func<string> Scalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return Text(value);
        };
    }

    private static Func<string> Vector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return () =>
        {
            getter(ref value);
            return Text(in value);
        };
    }

    public static string Text<T>(in VBuffer<T> value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value.Length}:{string.Join(",", value.DenseValues().Select(Text))}");

    public static string Text<T>(T value) => value switch
    {
        float single => BitConverter.SingleToInt32Bits(single).ToString("x8", CultureInfo.InvariantCulture),
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
        ReadOnlyMemory<char> text => text.ToString(),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
