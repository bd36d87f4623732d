using System.Runtime.InteropServices;

namespace EmotionKit.Trees;

/// <summary>A node of a tree in an array of nodes. Its children stand side by side: the left one, then the right one.</summary>
/// <remarks>
/// Scoring reads a row that was written twice: with missing values as minus infinity, then with missing values as infinity. A split sends
/// a row right where <c>slot &gt; Threshold</c>, so which copy <see cref="Slot"/> points into says where missing values go, and no node needs to
/// test for them. A leaf is its own left child, and nothing is above its threshold, infinity.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct TreeNode
{
    /// <summary>Values up to it, itself included, go left.</summary>
    public float Threshold;

    /// <summary>Index of the left child; of a leaf its own.</summary>
    public int Left;

    /// <summary>
    /// The column, plus the number of columns where missing values go right; for a split by a set of categories, the complement (~) of the column.
    /// </summary>
    public int Slot;

    /// <summary>Of a leaf the index of its first value; of a split by categories the index of its set; else 0.</summary>
    public int Value;

    public static TreeNode Leaf(int index, int value) => new() { Threshold = float.PositiveInfinity, Left = index, Slot = 0, Value = value };

    public static TreeNode Numeric(int left, int column, float threshold, bool missingLeft, int columns) =>
        new() { Threshold = threshold, Left = left, Slot = missingLeft ? column : column + columns };

    public static TreeNode Categorical(int left, int column, int set) => new() { Threshold = float.NaN, Left = left, Slot = ~column, Value = set };

    public readonly bool IsLeaf(int index) => Left == index;

    public readonly bool IsCategorical => Slot < 0;

    public readonly int Column(int columns) => Slot < 0 ? ~Slot : Slot < columns ? Slot : Slot - columns;

    public readonly bool MissingLeft(int columns) => Slot >= 0 && Slot < columns;
}
