namespace EmotionKit.Evaluation;

/// <summary>Names for the errors of <see cref="GroupedSplit"/>, so that they speak of the caller's data.</summary>
public sealed record SplitNames
{
    /// <summary>A name per class number; numbers are used where null.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>What the labels are called, such as the column that they are in.</summary>
    public string Labels { get; init; } = "labels";

    /// <summary>What the things are that stay on one side, in the plural: "groups", "speakers", "rows".</summary>
    public string Units { get; init; } = "groups";

    internal string Class(int k) => Classes is null ? $"class {k}" : $"class '{Classes[k]}'";
}
