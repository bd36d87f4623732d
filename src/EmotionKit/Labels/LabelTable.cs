namespace EmotionKit.Labels;

/// <summary>The labels that were seen in fitting, and their keys.</summary>
internal sealed class LabelTable
{
    private readonly Dictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> _keys;

    /// <param name="names">Distinct, not empty, in the order of their keys.</param>
    public LabelTable(string[] names)
    {
        var keys = new Dictionary<string, uint>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
            keys.Add(names[i], (uint)i + 1);
        Names = names;
        _keys = keys.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string[] Names { get; }

    /// <summary>The key, from 1; 0 for a label that is empty or was not seen.</summary>
    public uint KeyOf(ReadOnlySpan<char> name) => _keys.TryGetValue(name, out uint key) ? key : 0;
}
