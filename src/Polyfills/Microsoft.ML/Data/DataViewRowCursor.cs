namespace Microsoft.ML;

/// <summary>A row that steps through data; its position is -1 before the first and after the last row.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    /// <summary>Steps to the next row.</summary>
    /// <returns>False if there is none.</returns>
    public abstract bool MoveNext();
}
