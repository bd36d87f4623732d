namespace EmotionKit.Neural;

/// <summary>What training minimises. Networks that end in a sigmoid of one unit have the two-class form of each.</summary>
public enum LossKind
{
    /// <summary>Cross-entropy, <c>-log p</c> of the row's class.</summary>
    CrossEntropy,

    /// <summary>Cross-entropy times <c>(1 - p)^gamma</c>, which lets rows that are classified well count less (Lin et al. 2017).</summary>
    Focal,
}
