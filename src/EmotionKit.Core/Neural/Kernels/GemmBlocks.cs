using EmotionKit.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>
/// A product on one thread, cut into blocks that fit the caches (Goto and van de Geijn, 2008): a block of b stays in the second level, a panel of it
/// in the first, panels of a stream by.
/// </summary>
internal static unsafe class GemmBlocks<V>
    where V : unmanaged, ISimd<V, float>
{
    private const int DepthBlock = 256;
    private const int RowBlock = 240;
    private const int ColumnBlock = 512;

    /// <summary>Rows of a up to which copying b costs more than it gains.</summary>
    private const int FewRows = 16;

    private static readonly ScratchPool<Scratch> Pool = new(static () => new Scratch());

    public static void Run(in GemmProblem problem)
    {
        Scratch scratch = Pool.Rent();
        bool accumulate = problem.Beta != 0;
        if (accumulate && problem.Beta != 1)
            Scale(problem);
        if (problem.K == 0)
        {
            Block(problem, scratch, 0, problem.N, 0, 0, accumulate, last: true);
        }
        for (int p = 0; p < problem.K; p += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, problem.K - p);
            bool last = p + depth == problem.K;
            for (int j = 0; j < problem.N; j += ColumnBlock)
                Block(problem, scratch, j, Math.Min(ColumnBlock, problem.N - j), p, depth, accumulate, last);
            accumulate = true;
        }
        Pool.Return(scratch);
    }

    /// <summary>All rows of some columns, over some steps of the sums.</summary>
    private static void Block(in GemmProblem problem, Scratch scratch, int column, int columns, int step, int depth, bool accumulate, bool last)
    {
        int tileColumns = GemmTile<V>.Columns, tileRows = GemmTile<V>.Rows;
        float* b;
        nint bStep, bPanel;
        int packed = (columns + tileColumns - 1) / tileColumns * tileColumns;
        float* source = problem.TransposeB ? problem.B + column * problem.StrideB + step : problem.B + step * problem.StrideB + column;
        bool direct = !problem.TransposeB && columns % tileColumns == 0 && (problem.M <= FewRows || problem.StrideB <= 64);
        if (direct)
        {
            b = source;
            bStep = problem.StrideB;
            bPanel = tileColumns;
        }
        else
        {
            scratch.B.Reserve((long)packed * depth);
            GemmPacking.Pack(source, problem.StrideB, problem.TransposeB, columns, depth, tileColumns, scratch.B.Pointer);
            b = scratch.B.Pointer;
            bStep = tileColumns;
            bPanel = (nint)tileColumns * depth;
        }

        for (int row = 0; row < problem.M; row += RowBlock)
        {
            int rows = Math.Min(RowBlock, problem.M - row);
            float* a = problem.TransposeA ? problem.A + step * problem.StrideA + row : problem.A + row * problem.StrideA + step;
            scratch.A.Reserve((long)(rows + tileRows) * depth);
            GemmPacking.Pack(a, problem.StrideA, !problem.TransposeA, rows, depth, tileRows, scratch.A.Pointer);
            for (int j = 0; j < columns; j += tileColumns)
            {
                float* panel = b + j / tileColumns * bPanel;
                TileOutput output;
                output.Stride = problem.StrideC;
                output.Accumulate = accumulate;
                output.Relu = last && problem.Relu;
                output.Bias = last && problem.Bias != null ? problem.Bias + column + j : null;
                for (int i = 0; i < rows; i += tileRows)
                {
                    output.C = problem.C + (row + i) * problem.StrideC + column + j;
                    int high = Math.Min(tileRows, rows - i), wide = Math.Min(tileColumns, columns - j);
                    float* strip = scratch.A.Pointer + (nint)i * depth;
                    if (wide == tileColumns)
                    {
                        GemmTile<V>.Panel(high, 1, 0, depth, strip, tileRows, panel, bStep, output);
                    }
                    else
                    {
                        TileOutput part = default;
                        part.C = scratch.Tile.Pointer;
                        part.Stride = tileColumns;
                        GemmTile<V>.Panel(high, 1, 0, depth, strip, tileRows, panel, bStep, part);
                        output.StorePart(scratch.Tile.Pointer, tileColumns, high, wide);
                    }
                }
            }
        }
    }

    private static void Scale(in GemmProblem problem)
    {
        for (int i = 0; i < problem.M; i++)
            VectorOps.Scale(problem.Beta, new Span<float>(problem.C + i * problem.StrideC, problem.N));
    }

    private sealed class Scratch
    {
        public Scratch() => Tile.Reserve(8 * 32);

        public AlignedBuffer<float> A { get; } = new();

        public AlignedBuffer<float> B { get; } = new();

        public AlignedBuffer<float> Tile { get; } = new();
    }
}
