namespace EmotionKit.Tabular;

/// <summary>Texts, each distinct one held once.</summary>
/// <param name="name">The column.</param>
/// <param name="codes">Per row an index into <paramref name="values"/>, or -1 where the text is missing.</param>
/// <param name="values">The distinct texts, none empty, in the order of their first appearance.</param>
internal sealed class CategoryColumn(string name, int[] codes, string[] values) : TableColumn(name, codes.Length)
{
    public const int Missing = -1;

    public int[] Codes { get; } = codes;

    public string[] Values { get; } = values;
}
