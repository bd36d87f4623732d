namespace EmotionKit.Tabular;

/// <summary>A node of a <see cref="KdTree"/>.</summary>
/// <param name="Start">The first of its points in the order.</param>
/// <param name="End">Behind its last.</param>
/// <param name="Leaf">Where a leaf's values begin; -1 for a node with children, of which the left follows it.</param>
/// <param name="Right">The right child.</param>
/// <param name="AllEqual">Whether all its points are the same.</param>
internal readonly record struct KdNode(int Start, int End, int Leaf, int Right, bool AllEqual);
