namespace EmotionKit.Tabular;

/// <summary>A column of a table in memory.</summary>
internal abstract class TableColumn(string name, int count)
{
    public string Name { get; } = name;

    /// <summary>Rows.</summary>
    public int Count { get; } = count;
}
