namespace EmotionKit.Tabular;

/// <summary>Numbers; NaN is missing.</summary>
internal sealed class NumberColumn(string name, float[] values) : TableColumn(name, values.Length)
{
    public float[] Values { get; } = values;
}
