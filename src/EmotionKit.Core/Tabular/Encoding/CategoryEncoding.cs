namespace EmotionKit.Tabular;

/// <summary>How categories become numbers.</summary>
public enum CategoryEncoding
{
    /// <summary>One number from 0 per category, in their order: numbers by value, text by code unit. Missing is NaN, unseen -1.</summary>
    Ordinal,

    /// <summary>A vector with a slot per category, and one for missing where that occurred. Unseen is all zeros, or the slot of rare ones.</summary>
    OneHot,

    /// <summary>The mean of the label over the rows of the category, drawn towards that over all rows, which unseen ones get. Of a key of
    /// several classes, a vector: the share of every class.</summary>
    Target,

    /// <summary>The logarithm of the category's share of the positive rows over its share of the negative ones: above 0 where the label is
    /// true more often than on average, 0 for unseen. Of a key of several classes, a vector: every class against all others.</summary>
    WeightOfEvidence,
}
