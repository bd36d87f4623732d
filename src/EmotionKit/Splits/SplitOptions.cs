namespace EmotionKit.Splits;

/// <summary>Which columns a split looks at. Text, numbers, Boolean and keys are all told apart by their values.</summary>
public sealed record SplitOptions
{
    /// <summary>
    /// The class: each side gets its share of every class. Null: classes are not looked at, and may be missing on a side, as when each of EMO-DB's
    /// speakers is a fold. Default "Label".
    /// </summary>
    public string? LabelColumnName { get; init; } = "Label";

    /// <summary>Who speaks; only for splits by speaker. Default "Speaker".</summary>
    public string SpeakerColumnName { get; init; } = "Speaker";

    /// <summary>The file; where the data has no such column recordings are not compared. Default "Path".</summary>
    public string PathColumnName { get; init; } = "Path";

    /// <summary>
    /// Which recordings count as the same; null (the default) is <see cref="Splits.SameRecordings.Sound"/> for stratified splits and
    /// <see cref="Splits.SameRecordings.Bytes"/> for splits by speaker.
    /// </summary>
    public SameRecordings? SameRecordings { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a value is not defined.</exception>
    public void Validate()
    {
        if (LabelColumnName is not null)
            Check.NotEmpty(LabelColumnName);
        Check.NotEmpty(SpeakerColumnName);
        Check.NotEmpty(PathColumnName);
        if (SameRecordings is { } same)
            Check.Defined(same, nameof(SameRecordings));
    }
}
