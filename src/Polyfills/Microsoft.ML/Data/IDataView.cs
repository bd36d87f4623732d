namespace Microsoft.ML;

/// <summary>Data as rows of typed columns, read through cursors. It may be larger than memory and computed while it is read.</summary>
public interface IDataView
{
    /// <summary>Whether the data can be read in another order, to any degree.</summary>
    bool CanShuffle { get; }

    /// <summary>The columns. It is the same object each time.</summary>
    DataViewSchema Schema { get; }

    /// <summary>The number of rows where it is known without reading them.</summary>
    /// <returns>The number of rows, or null.</returns>
    long? GetRowCount();

    /// <summary>Opens a cursor over the rows.</summary>
    /// <param name="columnsNeeded">The columns to be read; getters of others throw.</param>
    /// <param name="rand">Shuffles the rows where <see cref="CanShuffle"/> says that this is possible.</param>
    /// <returns>A cursor before the first row.</returns>
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    /// <summary>Opens cursors that share the rows between them.</summary>
    /// <param name="columnsNeeded">The columns to be read; getters of others throw.</param>
    /// <param name="n">The recommended number of cursors.</param>
    /// <param name="rand">Shuffles the rows where <see cref="CanShuffle"/> says that this is possible.</param>
    /// <returns>At least one cursor.</returns>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null);
}
