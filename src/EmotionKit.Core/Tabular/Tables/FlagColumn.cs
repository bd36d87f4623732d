namespace EmotionKit.Tabular;

/// <summary>Truth values, none missing.</summary>
internal sealed class FlagColumn(string name, bool[] values) : TableColumn(name, values.Length)
{
    public bool[] Values { get; } = values;
}
