namespace EmotionKit.Trees;

/// <summary>What a file of trees is for.</summary>
internal enum EnsembleKind
{
    Forest = 1,
    Boosting = 2,
}
