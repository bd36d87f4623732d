namespace EmotionKit.Tabular;

/// <summary>Which rows <see cref="EditedNearestNeighbours"/> keeps.</summary>
public enum EditingRule
{
    /// <summary>Those whose neighbours are all of their class.</summary>
    All,

    /// <summary>Those of the most frequent class among their neighbours; of equally frequent ones the first.</summary>
    Mode,
}
