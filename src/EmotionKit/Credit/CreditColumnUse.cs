namespace EmotionKit.Credit;

/// <summary>How a column enters a credit model.</summary>
public enum CreditColumnUse
{
    /// <summary>As a number, or as a vector of them.</summary>
    Number,

    /// <summary>As a category, one slot for each.</summary>
    Category,

    /// <summary>Not at all.</summary>
    Ignored,
}
