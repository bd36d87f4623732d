namespace Microsoft.ML.Data;

/// <summary>Which columns of a schema are active.</summary>
internal sealed class ColumnSelection
{
    private readonly bool[] _active;

    public ColumnSelection(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        Contracts.CheckValue(columns, "columnsNeeded");
        Schema = schema;
        _active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columns)
        {
            Check(column);
            _active[column.Index] = true;
        }
    }

    public DataViewSchema Schema { get; }

    /// <summary>The active columns.</summary>
    public IEnumerable<DataViewSchema.Column> Columns => Schema.Where(c => _active[c.Index]);

    public bool this[int index] => _active[index];

    /// <summary>Whether the column of that index is active; its name is not looked at.</summary>
    public bool IsActive(DataViewSchema.Column column)
    {
        Contracts.CheckParam((uint)column.Index < (uint)_active.Length, nameof(column), $"Column '{column.Name}' at index {column.Index} is not of this schema.");
        return _active[column.Index];
    }

    /// <summary>Checks that a getter may be asked for.</summary>
    public void CheckGetter<TValue>(DataViewSchema.Column column)
    {
        Check(column);
        Contracts.CheckParam(IsActive(column), nameof(column), $"requested column not active: '{column.Name}'");
        Type rawType = Schema[column.Index].Type.RawType;
        if (rawType != typeof(TValue))
        {
            throw Contracts.Except($"Invalid TValue in GetGetter for column '{column.Name}': '{typeof(TValue)}', expected type: '{rawType}'.");
        }
    }

    private void Check(DataViewSchema.Column column)
    {
        bool known = (uint)column.Index < (uint)_active.Length && Schema[column.Index].Name == column.Name;
        Contracts.CheckParam(known, nameof(column), $"Column '{column.Name}' at index {column.Index} is not of this schema.");
    }
}
