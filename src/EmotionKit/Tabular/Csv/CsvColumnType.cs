namespace EmotionKit.Tabular;

/// <summary>What a column of a table of text holds.</summary>
public enum CsvColumnType
{
    /// <summary>Numbers, as Single; a missing one is NaN.</summary>
    Number,

    /// <summary>Categories or other text; a missing one is empty.</summary>
    Text,

    /// <summary>true or false, in any letter case, none missing.</summary>
    Boolean,
}
