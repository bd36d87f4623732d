namespace EmotionKit.Trees;

/// <summary>Which leaf of a boosted tree is split next.</summary>
public enum TreeGrowth
{
    /// <summary>The one whose split gains most, as LightGBM does.</summary>
    LeafWise,

    /// <summary>The one nearest to the root, as XGBoost does.</summary>
    DepthWise,
}
