using CsvHelper;

namespace EmotionKit.Tabular;

/// <inheritdoc/>
internal sealed class CsvNumberBuilder(string name) : CsvColumnBuilder(name)
{
    private float[] _values = new float[FirstCapacity];

    public override CsvColumnType Type => CsvColumnType.Number;

    public override string? Set(int row, CsvReader csv, int field, CsvFields fields)
    {
        Grow(ref _values, row);
        if (fields.IsMissing(csv.GetSpan(field)))
        {
            _values[row] = float.NaN;
            return null;
        }
        if (!fields.TryNumber(csv, field, out float value))
            return $"expected a number, got '{csv.GetString(field)}'";
        if (!float.IsFinite(value))
            return $"expected a finite number within the range of Single, got '{csv.GetString(field)}'";
        _values[row] = value;
        return null;
    }

    public override (TableColumn Column, int Missing) Finish(int rows)
    {
        Array.Resize(ref _values, rows);
        return (new NumberColumn(Name, _values), _values.Count(float.IsNaN));
    }
}
