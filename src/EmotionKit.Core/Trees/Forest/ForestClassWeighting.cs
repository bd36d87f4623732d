namespace EmotionKit.Trees;

/// <summary>How much a row of each class counts in a forest.</summary>
public enum ForestClassWeighting
{
    /// <summary>Every row counts as its sample weight says.</summary>
    None,

    /// <summary>Rows of class c are multiplied by total / (classes present * total of c), so that every class has the same total.</summary>
    Balanced,

    /// <summary>The same, from the totals of each tree's own bootstrap sample.</summary>
    BalancedSubsample,
}
