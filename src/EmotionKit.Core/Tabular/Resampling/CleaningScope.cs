namespace EmotionKit.Tabular;

/// <summary>Which classes rows are taken away from.</summary>
public enum CleaningScope
{
    /// <summary>All but the one with the fewest rows.</summary>
    NotMinority,

    /// <summary>All.</summary>
    All,
}
