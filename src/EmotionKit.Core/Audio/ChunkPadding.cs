namespace EmotionKit.Audio;

/// <summary>The byte that makes a RIFF or IFF chunk of odd size even, and that some writers forget.</summary>
internal static class ChunkPadding
{
    private const int HeaderBytes = 8;

    /// <summary>Passes what is left of a chunk's body, and its pad byte if it is there.</summary>
    /// <param name="source">Somewhere in the body.</param>
    /// <param name="end">Where the body ends; beyond the end of the file, the rest of it is passed.</param>
    /// <param name="isOdd">Whether the body's size is odd.</param>
    public static void SkipTo(ByteSource source, long end, bool isOdd)
    {
        source.Skip(Math.Max(0, end - source.Position));
        if (!isOdd)
            return;
        ReadOnlySpan<byte> next = source.Ensure(HeaderBytes);
        bool isForgotten = next.Length >= 5 && IsChunkName(next[..4]) && (IsCommonChunk(next) || !IsChunkName(next[1..5]));
        if (!isForgotten && next.Length > 0)
            source.Advance(1);
    }

    public static bool IsChunkName(ReadOnlySpan<byte> name) => !name.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    private static bool IsCommonChunk(ReadOnlySpan<byte> chunk) =>
        chunk.StartsWith("data"u8) || chunk.StartsWith("fmt "u8) || chunk.StartsWith("LIST"u8) || chunk.StartsWith("COMM"u8) || chunk.StartsWith("SSND"u8);
}
