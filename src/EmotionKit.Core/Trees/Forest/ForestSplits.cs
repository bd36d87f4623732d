namespace EmotionKit.Trees;

/// <summary>How a forest looks for the threshold of a split.</summary>
public enum ForestSplits
{
    /// <summary>Between bins that hold about the same number of rows, at most 255 of them: exact for columns of no more distinct values, and many times
    /// faster.</summary>
    Histogram,

    /// <summary>Between any two neighbouring values, as Breiman's and scikit-learn's forests do.</summary>
    Exact,

    /// <summary>One threshold per column and node, drawn evenly between the node's lowest and highest value: extremely randomised trees (Geurts, Ernst and
    /// Wehenkel 2006).</summary>
    Random,
}
