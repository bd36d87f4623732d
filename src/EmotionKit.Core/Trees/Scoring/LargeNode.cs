using System.Runtime.CompilerServices;

namespace EmotionKit.Trees;

/// <summary>Eight bytes, for what <see cref="SmallNode"/> has no room for: exact splits, many columns, trees of more than 65 536 nodes.</summary>
internal readonly struct LargeNode : ICompactNode<LargeNode, uint>
{
    private const int SlotWords = CompactScorer.Lanes * sizeof(uint) / 8;

    private readonly ulong _bits;

    private LargeNode(ulong bits) => _bits = bits;

    public static int MaxSlots => (1 << 16) / SlotWords;

    public static int MaxBin => ushort.MaxValue;

    public static int MaxNodes => int.MaxValue;

    public static LargeNode Create(int slot, int bin, int left) => new((ulong)left << 32 | (ulong)(MaxBin - bin) << 16 | (uint)(slot * SlotWords));

    public static uint ToAddend(int bin) => (uint)bin << 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe uint Next(uint* row)
    {
        ulong bits = _bits;
        return (uint)((bits + *(uint*)((byte*)row + (nuint)(ushort)bits * 8)) >> 32);
    }
}
