namespace EmotionKit.Tabular;

/// <summary>What a column of a table holds.</summary>
public enum ColumnKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Categories or other text.</summary>
    Text,

    /// <summary>Truth values.</summary>
    Boolean,
}
