namespace Microsoft.ML.Data;

/// <summary>A column that a row map makes: a column of the input, or one that is computed.</summary>
internal sealed class MappedColumn
{
    private MappedColumn(DataViewSchema.DetachedColumn column, bool isAdded, int source, int[] dependencies, Func<DataViewRow, Delegate> createGetter)
    {
        Column = column;
        IsAdded = isAdded;
        Source = source;
        Dependencies = dependencies;
        CreateGetter = createGetter;
    }

    public DataViewSchema.DetachedColumn Column { get; }

    /// <summary>Whether the map adds the column, rather than passing on one of the input.</summary>
    public bool IsAdded { get; }

    /// <summary>The index of the column of the input, or -1 if it is computed.</summary>
    public int Source { get; }

    /// <summary>The indices of the columns of the input that it is made of.</summary>
    public int[] Dependencies { get; }

    /// <summary>Makes a getter over a row of the input, if it is computed.</summary>
    public Func<DataViewRow, Delegate> CreateGetter { get; }

    public static MappedColumn Pass(DataViewSchema.Column column) =>
        new(new DataViewSchema.DetachedColumn(column), isAdded: false, column.Index, [column.Index], null);

    public static MappedColumn Rename(DataViewSchema.Column column, string name) =>
        new(new DataViewSchema.DetachedColumn(name, column.Type, column.Annotations), isAdded: true, column.Index, [column.Index], null);

    public static MappedColumn Compute(DataViewSchema.DetachedColumn column, int[] dependencies, Func<DataViewRow, Delegate> createGetter) =>
        new(column, isAdded: true, -1, dependencies, createGetter);
}
