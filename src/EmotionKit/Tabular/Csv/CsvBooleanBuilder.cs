using CsvHelper;

namespace EmotionKit.Tabular;

/// <inheritdoc/>
internal sealed class CsvBooleanBuilder(string name) : CsvColumnBuilder(name)
{
    private bool[] _values = new bool[FirstCapacity];

    public override CsvColumnType Type => CsvColumnType.Boolean;

    public override string? Set(int row, CsvReader csv, int field, CsvFields fields)
    {
        Grow(ref _values, row);
        return CsvFields.TryBoolean(csv.GetSpan(field), out _values[row])
            ? null
            : $"expected true or false, got '{csv.GetString(field)}'; Boolean columns have no missing values";
    }

    public override (TableColumn Column, int Missing) Finish(int rows)
    {
        Array.Resize(ref _values, rows);
        return (new FlagColumn(Name, _values), 0);
    }
}
