using System.Runtime.CompilerServices;

namespace EmotionKit.Trees;

/// <summary>Four bytes: two for the left child, one for 255 less the bin, one for the slot. A tree of thousands of leaves stays in the first-level cache.</summary>
internal readonly struct SmallNode : ICompactNode<SmallNode, ushort>
{
    // A slot is as many words of 8 bytes, which addresses count in.
    private const int SlotWords = CompactScorer.Lanes * sizeof(ushort) / 8;

    private readonly uint _bits;

    private SmallNode(uint bits) => _bits = bits;

    public static int MaxSlots => (1 << 8) / SlotWords;

    public static int MaxBin => byte.MaxValue;

    public static int MaxNodes => 1 << 16;

    public static SmallNode Create(int slot, int bin, int left) => new((uint)left << 16 | (uint)(MaxBin - bin) << 8 | (uint)(slot * SlotWords));

    public static ushort ToAddend(int bin) => (ushort)(bin << 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe uint Next(ushort* row)
    {
        uint bits = _bits;
        return (bits + *(ushort*)((byte*)row + (nuint)(byte)bits * 8)) >> 16;
    }
}
