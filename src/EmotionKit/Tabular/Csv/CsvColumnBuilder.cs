using CsvHelper;

namespace EmotionKit.Tabular;

/// <summary>Fills one column. A row that another column refuses is written over by the next.</summary>
internal abstract class CsvColumnBuilder(string name)
{
    protected const int FirstCapacity = 1024;

    public string Name { get; } = name;

    public abstract CsvColumnType Type { get; }

    /// <summary>Reads a field into row <paramref name="row"/>, which is at most one above the highest so far.</summary>
    /// <returns>What is wrong with the field, or null.</returns>
    public abstract string? Set(int row, CsvReader csv, int field, CsvFields fields);

    /// <summary>The column of the first <paramref name="rows"/> rows, and how many of its values are missing.</summary>
    public abstract (TableColumn Column, int Missing) Finish(int rows);

    protected static void Grow<T>(ref T[] values, int row)
    {
        if (row == values.Length)
            Array.Resize(ref values, (int)Math.Min((long)values.Length * 2, Array.MaxLength));
    }
}
