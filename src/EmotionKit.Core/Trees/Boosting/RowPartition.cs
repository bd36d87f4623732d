namespace EmotionKit.Trees;

/// <summary>Orders a node's rows, those that go left first, each side in its former order.</summary>
internal sealed unsafe class RowPartition(BinnedMatrix matrix, int threads)
{
    private const int PieceRows = 16_384;

    /// <param name="rows">The node's rows.</param>
    /// <param name="count">Their number.</param>
    /// <param name="scratch">As long.</param>
    /// <param name="split">Says where each goes.</param>
    /// <returns>How many go left.</returns>
    public int Run(int* rows, int count, int* scratch, BoostingSplit split)
    {
        int pieces = Math.Clamp(count / PieceRows, 1, threads);
        if (pieces == 1)
        {
            int left = RunPiece(rows, count, scratch, in split);
            new ReadOnlySpan<int>(scratch, count - left).CopyTo(new Span<int>(rows + left, count - left));
            return left;
        }
        int[] lefts = new int[pieces];
        ParallelLoop.Run(pieces, threads, piece =>
        {
            int first = Start(piece), size = Start(piece + 1) - first;
            lefts[piece] = RunPiece(rows + first, size, scratch + first, in split);
        });
        // The pieces' left parts move up in order; then their right parts, which are in the scratch memory, follow.
        int to = 0;
        for (int piece = 0; piece < pieces; piece++)
        {
            new ReadOnlySpan<int>(rows + Start(piece), lefts[piece]).CopyTo(new Span<int>(rows + to, lefts[piece]));
            to += lefts[piece];
        }
        int total = to;
        for (int piece = 0; piece < pieces; piece++)
        {
            int moved = Start(piece + 1) - Start(piece) - lefts[piece];
            new ReadOnlySpan<int>(scratch + Start(piece), moved).CopyTo(new Span<int>(rows + to, moved));
            to += moved;
        }
        return total;

        int Start(int piece) => (int)((long)count * piece / pieces);
    }

    /// <summary>Leaves the rows that go left in place, close together, and the others in the scratch memory.</summary>
    private int RunPiece(int* rows, int count, int* right, in BoostingSplit split)
    {
        byte* bins = matrix.Column(split.Column);
        nint stride = matrix.Stride(split.Column);
        ColumnBins column = matrix.Bins[split.Column];
        int left = 0, moved = 0;
        if (split.IsCategorical)
        {
            CategorySet set = split.LeftSet;
            for (int i = 0; i < count; i++)
            {
                int row = rows[i], bin = bins[row * stride];
                int goesLeft = set.Contains(bin == column.Count ? CategorySet.Missing : bin) ? 1 : 0;
                rows[left] = row;
                right[moved] = row;
                left += goesLeft;
                moved += 1 - goesLeft;
            }
            return left;
        }
        int last = split.Bin, missing = split.MissingLeft ? column.Count : 256;
        for (int i = 0; i < count; i++)
        {
            int row = rows[i], bin = bins[row * stride];
            int goesLeft = (bin <= last ? 1 : 0) | (bin == missing ? 1 : 0);
            rows[left] = row;
            right[moved] = row;
            left += goesLeft;
            moved += 1 - goesLeft;
        }
        return left;
    }
}
