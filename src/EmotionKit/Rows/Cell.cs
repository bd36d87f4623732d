using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Holds one column's value of one row. Cells are made once per cursor and reused row after row, so that a
/// <see cref="VBuffer{T}"/> keeps its arrays.</summary>
internal abstract class Cell
{
    private static readonly MethodInfo CreateMethod =
        typeof(Cell).GetMethod(nameof(CreateTyped), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static readonly MethodInfo CreateReaderMethod =
        typeof(Cell).GetMethod(nameof(CreateTypedReader), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>An empty cell for values of <paramref name="type"/>.</summary>
    public static Cell Create(DataViewType type) =>
        (Cell)CreateMethod.MakeGenericMethod(type.RawType).Invoke(null, null)!;

    /// <summary>Reads <paramref name="column"/> of <paramref name="row"/> into cells made for the same type.</summary>
    public static CellReader CreateReader(DataViewRow row, DataViewSchema.Column column)
    {
        try
        {
            return (CellReader)CreateReaderMethod.MakeGenericMethod(column.Type.RawType).Invoke(null, [row, column])!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    private static Cell CreateTyped<T>() => new Cell<T>();

    private static CellReader CreateTypedReader<T>(DataViewRow row, DataViewSchema.Column column) =>
        new CellReader<T>(row.GetGetter<T>(column));
}

/// <inheritdoc cref="Cell"/>
internal sealed class Cell<T> : Cell
{
    public T Value = default!;

    /// <summary>Copies the value out: a vector deeply, so that the caller's buffer does not alias the cell's.</summary>
    public void CopyTo(ref T destination) => CellCopier<T>.Copy(in Value, ref destination);
}

/// <summary>Moves the current value of a source column into a cell.</summary>
internal abstract class CellReader
{
    public abstract void Read(Cell cell);
}

/// <inheritdoc cref="CellReader"/>
internal sealed class CellReader<T>(ValueGetter<T> getter) : CellReader
{
    public override void Read(Cell cell) => getter(ref ((Cell<T>)cell).Value);
}
