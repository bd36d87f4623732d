namespace EmotionKit.Tabular;

/// <summary>How correlation is measured.</summary>
public enum CorrelationMethod
{
    /// <summary>Linear correlation.</summary>
    Pearson,

    /// <summary>Pearson's of the ranks, equal values having their mean rank: any monotone relation counts.</summary>
    Spearman,
}
