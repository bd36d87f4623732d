namespace EmotionKit.Tabular;

/// <summary>What rows near the border are drawn towards.</summary>
public enum BorderlineKind
{
    /// <summary>Their nearest neighbours of the same class.</summary>
    Borderline1,

    /// <summary>Every other time, their nearest neighbours of other classes, half the way at most.</summary>
    Borderline2,
}
