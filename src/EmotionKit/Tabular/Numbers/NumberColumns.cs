using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Columns of a number, or of a vector of numbers of known size.</summary>
internal static class NumberColumns
{
    public static TypeRule Rule { get; } = new(
        "Single or Vector<Single> of known size",
        (kind, item, isKey) => kind != SchemaShape.Column.VectorKind.VariableVector && item == typeof(float) && !isKey);

    public static int WidthOf(DataViewSchema.Column column) => column.Type is VectorDataViewType vector ? vector.Size : 1;

    /// <exception cref="ArgumentException">The column has another number of values than the rows that were learned from.</exception>
    public static void RequireWidth(DataViewSchema.Column column, int width, string component)
    {
        if (WidthOf(column) != width)
        {
            throw new ArgumentException(
                $"{component}: column '{column.Name}': expected {width} numbers, as in the data learned from, got {WidthOf(column)}.");
        }
    }

    /// <summary>The type for as many numbers as <paramref name="column"/> has.</summary>
    public static DataViewType TypeOf(DataViewSchema.Column column) =>
        column.Type is VectorDataViewType vector ? Vectors.Known([.. vector.Dimensions]) : NumberDataViewType.Single;

    public static DataViewType PromiseType(SchemaShape.Column column) =>
        column.Kind == SchemaShape.Column.VectorKind.Scalar ? NumberDataViewType.Single : Vectors.SomeSize;

    public static DataViewSchema.Annotations? KeepSlots(DataViewSchema.Column column) =>
        ColumnAnnotations.FindNames(column, ColumnAnnotations.SlotNames) is { } names ? ColumnAnnotations.OfSlots(names) : null;

    public static DataViewSchema.Annotations? PromiseSlots(SchemaShape.Column column) =>
        column.Kind == SchemaShape.Column.VectorKind.Vector && ColumnAnnotations.Has(column, ColumnAnnotations.SlotNames) ? ColumnAnnotations.OfSlots([""]) : null;

    /// <summary>Names of the numbers: of the slots, or of the column itself.</summary>
    public static IReadOnlyList<string>? NamesOf(DataViewSchema.Column column) => column.Type is VectorDataViewType
        ? ColumnAnnotations.FindNames(column, ColumnAnnotations.SlotNames)
        : [column.Name];

    /// <summary>Reads a column into memory.</summary>
    /// <exception cref="ArgumentException">The column is missing or of a wrong type, or there are no rows.</exception>
    /// <exception cref="RowException">A number is infinite.</exception>
    public static NumberMatrix Read(IDataView data, string name, string component, CancellationToken cancellation)
    {
        DataViewSchema.Column column = ColumnLookup.Find(data.Schema, name, Rule, component);
        int width = WidthOf(column);
        IReadOnlyList<string>? names = NamesOf(column);
        var rows = new FeatureRows(width, data.GetRowCount());
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        NumberReader reader = new(cursor, column);
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<float> row = reader.Read();
            int infinite = IndexOfInfinity(row);
            if (infinite >= 0)
            {
                string slot = names is not null && infinite < names.Count ? $"{infinite} ('{names[infinite]}')" : $"{infinite}";
                throw new RowException(component, name, cursor.Position, new ArgumentException($"expected finite or missing numbers, got {row[infinite]} in slot {slot}."));
            }
            rows.Add(row);
        }
        if (rows.Rows == 0)
            throw new ArgumentException($"{component}: column '{name}': expected rows to learn from, found none.");
        int count = rows.Rows;
        return new NumberMatrix(rows.Take(component), count, width, names);
    }

    private static int IndexOfInfinity(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsInfinity(values[i]))
                return i;
        }
        return -1;
    }
}
