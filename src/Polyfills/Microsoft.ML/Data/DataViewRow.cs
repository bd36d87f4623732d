using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A row of data whose contents may change, as a cursor's do.</summary>
public abstract class DataViewRow : IDisposable
{
    /// <summary>Changes with the contents of the row; -1 where no value can be read.</summary>
    public abstract long Position { get; }

    /// <summary>Orders the rows of a set of cursors: not decreasing in one cursor, and in one cursor only.</summary>
    public abstract long Batch { get; }

    /// <summary>The columns of the row.</summary>
    public abstract DataViewSchema Schema { get; }

    /// <summary>Reads the identifier of the row, which is the same in every cursor over the same view.</summary>
    /// <returns>The getter.</returns>
    public abstract ValueGetter<DataViewRowId> GetIdGetter();

    /// <summary>Whether a column can be read.</summary>
    /// <param name="column">A column of <see cref="Schema"/>.</param>
    /// <returns>True if it was asked for.</returns>
    public abstract bool IsColumnActive(DataViewSchema.Column column);

    /// <summary>Reads the values of a column; throws if the column is not active or is not represented by <typeparamref name="TValue"/>.</summary>
    /// <typeparam name="TValue">The type that represents the column's values.</typeparam>
    /// <param name="column">A column of <see cref="Schema"/>.</param>
    /// <returns>The getter, valid as long as the row.</returns>
    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    /// <summary>Releases what the row holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the row holds; this implementation does nothing.</summary>
    /// <param name="disposing">Whether it is called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
