namespace EmotionKit.Tabular;

/// <summary>What was learned of one column; written into bundles as JSON.</summary>
internal sealed record EncodedColumn
{
    /// <summary>The categories that have a code of their own, in its order; none empty.</summary>
    public required string[] Categories { get; init; }

    /// <summary>The number of each category, then that of missing and that of unseen ones; empty for one-hot.</summary>
    public required float[] Values { get; init; }

    /// <summary>Of one-hot: whether missing values have a slot, after those of the categories.</summary>
    public bool HasMissing { get; init; }

    /// <summary>Of one-hot: whether rare and unseen categories share a slot, the last.</summary>
    public bool HasOther { get; init; }

    /// <summary>Slots of a one-hot vector.</summary>
    internal int Slots => Categories.Length + (HasMissing ? 1 : 0) + (HasOther ? 1 : 0);

    internal IReadOnlyList<string> SlotNames =>
        [.. Categories, .. HasMissing ? ["(missing)"] : (string[])[], .. HasOther ? ["(other)"] : (string[])[]];

    /// <summary>The number of a category by its key, from 1; 0 for missing, -1 for unseen.</summary>
    internal float ValueOf(int key) => Values[key > 0 ? key - 1 : Categories.Length - key];

    /// <summary>The slot of a category by its key, as <see cref="ValueOf"/>; -1 for none.</summary>
    internal int SlotOf(int key) =>
        key > 0 ? key - 1
        : key == 0 && HasMissing ? Categories.Length
        : HasOther && key < 0 ? Slots - 1
        : -1;
}
