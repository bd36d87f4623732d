using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>A column of other rows than its source has, each of which has the value of one of the source's rows. The source is read when a value
/// is first asked for, once.</summary>
internal static class OriginColumn
{
    private static readonly MethodInfo CreateMethod = typeof(OriginColumn).GetMethod(nameof(CreateTyped), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <param name="source">The rows.</param>
    /// <param name="column">A column of theirs.</param>
    /// <param name="origin">Per new row, the position of the row of the source.</param>
    /// <param name="rows">How many rows of the source are wanted: all before this one.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static MemoryColumn Create(IDataView source, DataViewSchema.Column column, int[] origin, int rows, CancellationToken cancellation) =>
        (MemoryColumn)CreateMethod.MakeGenericMethod(column.Type.RawType).Invoke(null, [source, column, origin, rows, cancellation])!;

    private static OriginColumn<T> CreateTyped<T>(IDataView source, DataViewSchema.Column column, int[] origin, int rows, CancellationToken cancellation) =>
        new(source, column, origin, rows, cancellation);
}

/// <inheritdoc cref="OriginColumn"/>
internal sealed class OriginColumn<T>(IDataView source, DataViewSchema.Column column, int[] origin, int rows, CancellationToken cancellation)
    : MemoryColumn(column.Name, column.Type)
{
    private readonly Lazy<T[]> _values = new(() => Read(source, column, rows, cancellation));

    public override Delegate CreateGetter(Func<int> row)
    {
        T[] values = _values.Value;
        return (ValueGetter<T>)((ref T value) => CellCopier<T>.Copy(in values[origin[row()]], ref value));
    }

    private static T[] Read(IDataView source, DataViewSchema.Column column, int rows, CancellationToken cancellation)
    {
        var values = new T[rows];
        using DataViewRowCursor cursor = source.GetRowCursor([column]);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        for (int row = 0; row < rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!cursor.MoveNext())
                throw new InvalidOperationException($"The data now has {row} rows, fewer than the {rows} that were resampled: use data that gives the same rows every time.");
            getter(ref values[row]);
        }
        return values;
    }
}
