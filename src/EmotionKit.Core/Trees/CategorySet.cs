using System.Runtime.CompilerServices;

namespace EmotionKit.Trees;

/// <summary>The categories that a split sends left, by their index in their column.</summary>
[InlineArray(Words)]
internal struct CategorySet
{
    public const int Words = 4;

    /// <summary>The index of values that are missing, or that training did not see.</summary>
    public const int Missing = 255;

    private ulong _first;

    public readonly bool Contains(int index) => (this[index >> 6] >> (index & 63) & 1) != 0;

    public void Add(int index) => this[index >> 6] |= 1UL << (index & 63);

    public void Remove(int index) => this[index >> 6] &= ~(1UL << (index & 63));
}
