namespace EmotionKit.Tabular;

/// <summary>What is remarkable about a column.</summary>
public enum ProfileRemarkKind
{
    /// <summary>It tells the label nearly alone: it may be known only afterwards.</summary>
    GivesLabelAway,

    /// <summary>Whether it is missing tells the label nearly alone.</summary>
    MissingGivesLabelAway,

    /// <summary>It has one value.</summary>
    Constant,

    /// <summary>It has no value.</summary>
    AllMissing,

    /// <summary>Every row has another value: it names rows rather than says something of them.</summary>
    Identifier,
}
