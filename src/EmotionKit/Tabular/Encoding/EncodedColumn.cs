namespace EmotionKit.Tabular;

/// <summary>What was learned of one column; written into bundles as JSON.</summary>
internal sealed record EncodedColumn
{
    /// <summary>The categories that have a code of their own, in its order; none empty.</summary>
    public required string[] Categories { get; init; }

    /// <summary>The numbers of each category, then those of missing and those of unseen ones, <see cref="Width"/> each; empty for one-hot.</summary>
    public required float[] Values { get; init; }

    /// <summary>Of encodings by the classes of a key: the class of each of a category's numbers, which are a vector then; null for a single number.</summary>
    public string[]? Classes { get; init; }

    /// <summary>Of one-hot: whether missing values have a slot, after those of the categories.</summary>
    public bool HasMissing { get; init; }

    /// <summary>Of one-hot: whether rare and unseen categories share a slot, the last.</summary>
    public bool HasOther { get; init; }

    /// <summary>Numbers of a category, but for one-hot.</summary>
    internal int Width => Classes?.Length ?? 1;

    /// <summary>Slots of a one-hot vector.</summary>
    internal int Slots => Categories.Length + (HasMissing ? 1 : 0) + (HasOther ? 1 : 0);

    internal IReadOnlyList<string> SlotNames =>
        [.. Categories, .. HasMissing ? ["(missing)"] : (string[])[], .. HasOther ? ["(other)"] : (string[])[]];

    /// <summary>The numbers of a category by its key, from 1; 0 for missing, -1 for unseen.</summary>
    internal ReadOnlySpan<float> ValuesOf(int key) => Values.AsSpan((key > 0 ? key - 1 : Categories.Length - key) * Width, Width);

    /// <summary>The slot of a category by its key, as <see cref="ValuesOf"/>; -1 for none.</summary>
    internal int SlotOf(int key) =>
        key > 0 ? key - 1
        : key == 0 && HasMissing ? Categories.Length
        : HasOther && key < 0 ? Slots - 1
        : -1;
}
