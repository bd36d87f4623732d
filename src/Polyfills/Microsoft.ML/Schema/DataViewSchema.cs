using System.Collections;

namespace Microsoft.ML;

/// <summary>The columns of a view or a row. Several may share a name: the last one hides the others.</summary>
public sealed partial class DataViewSchema : IReadOnlyList<DataViewSchema.Column>
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _indices;

    private DataViewSchema(Column[] columns, Dictionary<string, int> indices)
    {
        _columns = columns;
        _indices = indices;
    }

    /// <summary>The number of columns, hidden ones included.</summary>
    public int Count => _columns.Length;

    /// <summary>The column of a name; the last, if there are several.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public Column this[string name] =>
        GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(name), $"Column '{name}' not found");

    /// <summary>The column at an index.</summary>
    /// <param name="columnIndex">The index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public Column this[int columnIndex] =>
        (uint)columnIndex < (uint)_columns.Length
            ? _columns[columnIndex]
            : throw new ArgumentOutOfRangeException(nameof(columnIndex), columnIndex, $"The schema has {_columns.Length} columns.");

    /// <summary>The column of a name, the last if there are several, or null if there is none.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The column or null.</returns>
    public Column? GetColumnOrNull(string name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentNullException(nameof(name));
        }

        return _indices.TryGetValue(name, out int index) ? _columns[index] : null;
    }

    /// <inheritdoc/>
    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"{Count} columns";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
