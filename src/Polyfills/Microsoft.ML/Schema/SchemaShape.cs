using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What an estimator says of a schema before there is one: names, kinds of types and annotations of the visible columns.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape Empty = new([]);

    private readonly Column[] _columns;

    /// <summary>Creates a shape of columns that were found in another one.</summary>
    /// <param name="columns">The columns.</param>
    public SchemaShape(IEnumerable<Column> columns)
    {
        Contracts.CheckValue(columns, nameof(columns));
        _columns = columns.ToArray();
        Contracts.CheckParam(Array.TrueForAll(_columns, c => c.IsValid), nameof(columns), "Some items are not initialized properly.");
    }

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Length;

    /// <summary>The column at an index.</summary>
    /// <param name="index">The index, from 0.</param>
    public Column this[int index] => _columns[index];

    /// <inheritdoc/>
    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Create(DataViewSchema schema)
    {
        Contracts.CheckValue(schema, nameof(schema));
        var columns = new List<Column>(schema.Count);
        foreach (DataViewSchema.Column column in schema)
        {
            if (!column.IsHidden)
            {
                var annotations = column.Annotations.Schema.Select(a => Column.Create(a.Name, a.Type, null)).ToArray();
                columns.Add(Column.Create(column.Name, column.Type, annotations.Length > 0 ? new SchemaShape(annotations) : null));
            }
        }

        return new SchemaShape(columns);
    }

    internal bool TryFindColumn(string name, out Column column)
    {
        column = Array.Find(_columns, c => c.Name == name);
        return column.IsValid;
    }

    /// <summary>This shape with columns added, or replaced where the name is taken.</summary>
    internal SchemaShape With(params ReadOnlySpan<Column> added)
    {
        var columns = new List<Column>(_columns);
        foreach (Column column in added)
        {
            int index = columns.FindIndex(c => c.Name == column.Name);
            if (index < 0)
            {
                columns.Add(column);
            }
            else
            {
                columns[index] = column;
            }
        }

        return new SchemaShape(columns);
    }
}
