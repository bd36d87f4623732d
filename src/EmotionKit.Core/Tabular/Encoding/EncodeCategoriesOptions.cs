namespace EmotionKit.Tabular;

/// <summary>Options of <c>ml.Transforms.EncodeCategories</c>.</summary>
public sealed record EncodeCategoriesOptions
{
    /// <summary>How categories become numbers. Default <see cref="CategoryEncoding.OneHot"/>.</summary>
    public CategoryEncoding Encoding { get; init; } = CategoryEncoding.OneHot;

    /// <summary>What happens to a category that was not there in fitting. Default <see cref="UnseenCategory.Code"/>.</summary>
    public UnseenCategory Unseen { get; init; } = UnseenCategory.Code;

    /// <summary>Of <see cref="CategoryEncoding.OneHot"/>: rows that a category needs for a slot of its own, 1 or more; the others share the slot
    /// "(other)". Default 1.</summary>
    public int MinCount { get; init; } = 1;

    /// <summary>Of <see cref="CategoryEncoding.OneHot"/>: slots at most, 1 or more, for the most frequent categories; the others share the slot
    /// "(other)". Null, the default, for any number.</summary>
    public int? MaxCategories { get; init; }

    /// <summary>Of <see cref="CategoryEncoding.Target"/> and <see cref="CategoryEncoding.WeightOfEvidence"/>: the label, Boolean, a key, or, for
    /// Target, a number. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>Rows by which a category is drawn towards the average, 0 or more (above 0 for <see cref="CategoryEncoding.WeightOfEvidence"/>). Null, the
    /// default, is 10 for <see cref="CategoryEncoding.Target"/> and 0.5 per class for <see cref="CategoryEncoding.WeightOfEvidence"/>.</summary>
    public double? Smoothing { get; init; }

    /// <summary>Whether rows may get what was learned from their own label. False, the default, refuses that: such an encoding is then used with
    /// <c>AppendOutOfFold</c> only.</summary>
    public bool InSample { get; init; }

    /// <summary>Whether the encoding learns from the label.</summary>
    internal bool UsesLabel => Encoding is CategoryEncoding.Target or CategoryEncoding.WeightOfEvidence;

    internal double EffectiveSmoothing => Smoothing ?? (Encoding == CategoryEncoding.Target ? 10 : 0.5);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    public void Validate()
    {
        Check.Defined(Encoding);
        Check.Defined(Unseen);
        Check.AtLeast(MinCount, 1);
        if (MaxCategories is { } categories)
            Check.AtLeast(categories, 1, nameof(MaxCategories));
        Check.NotEmpty(LabelColumnName);
        if (Smoothing is not { } smoothing)
            return;
        Check.AtLeast(smoothing, 0, nameof(Smoothing));
        Check.Finite(smoothing, nameof(Smoothing));
        if (Encoding == CategoryEncoding.WeightOfEvidence)
            Check.Positive(smoothing, nameof(Smoothing));
    }
}
