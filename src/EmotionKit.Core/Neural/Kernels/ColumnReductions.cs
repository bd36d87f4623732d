using System.Buffers;
using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Sums over the rows of row-major matrices, one per column: blocks of rows in single precision, their sums in double.</summary>
internal static unsafe class ColumnReductions
{
    private const int BlockRows = 64;

    /// <summary>What is summed of the numbers x and y at the same place of two matrices.</summary>
    internal interface ITerm
    {
        V Of<V>(V x, V y, int column)
            where V : unmanaged, ISimd<V, float>;
    }

    /// <summary>totals[c] = the sum over r of term(x[r, c], y[r, c]), overwritten.</summary>
    public static void Run<T>(T term, int rows, int columns, float* x, float* y, Span<double> totals, int threads)
        where T : struct, ITerm
    {
        var pieces = new RowPieces(rows, columns);
        double[] partial = ArrayPool<double>.Shared.Rent(pieces.Count * columns);
        ParallelLoop.Run(pieces.Count, threads, piece =>
        {
            nint at = (nint)pieces.First(piece) * columns;
            Run(term, pieces.Length(piece), columns, x + at, y + at, partial.AsSpan(piece * columns, columns));
        });
        partial.AsSpan(0, columns).CopyTo(totals);
        for (int piece = 1; piece < pieces.Count; piece++)
        {
            for (int c = 0; c < columns; c++)
                totals[c] += partial[piece * columns + c];
        }
        ArrayPool<double>.Shared.Return(partial);
    }

    /// <summary>The same on this thread alone, in one piece.</summary>
    public static void Run<T>(T term, int rows, int columns, float* x, float* y, Span<double> totals)
        where T : struct, ITerm
    {
        totals[..columns].Clear();
        switch (SimdWidths.Best)
        {
            case SimdWidth.Vector512: Run<T, Simd512<float>>(term, rows, columns, x, y, totals); break;
            case SimdWidth.Vector256: Run<T, Simd256<float>>(term, rows, columns, x, y, totals); break;
            case SimdWidth.Vector128: Run<T, Simd128<float>>(term, rows, columns, x, y, totals); break;
            default: Run<T, SimdScalar<float>>(term, rows, columns, x, y, totals); break;
        }
    }

    private static void Run<T, V>(T term, int rows, int columns, float* x, float* y, Span<double> totals)
        where T : struct, ITerm
        where V : unmanaged, ISimd<V, float>
    {
        int whole = columns / V.Count * V.Count;
        for (int first = 0; first < rows; first += BlockRows)
        {
            int count = Math.Min(BlockRows, rows - first);
            nint at = (nint)first * columns;
            Block<T, V>(term, count, columns, 0, whole, x + at, y + at, totals);
            Block<T, SimdScalar<float>>(term, count, columns, whole, columns, x + at, y + at, totals);
        }
    }

    private static void Block<T, V>(T term, int rows, int columns, int from, int to, float* x, float* y, Span<double> totals)
        where T : struct, ITerm
        where V : unmanaged, ISimd<V, float>
    {
        float* lanes = stackalloc float[4 * V.Count];
        int c = from;
        // Four vectors side by side read whole lines, and their additions do not wait for each other.
        for (; c <= to - 4 * V.Count; c += 4 * V.Count)
        {
            V sum0 = V.Broadcast(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            int c1 = c + V.Count, c2 = c1 + V.Count, c3 = c2 + V.Count;
            float* atX = x, atY = y;
            for (int r = 0; r < rows; r++, atX += columns, atY += columns)
            {
                sum0 += term.Of(V.Load(atX + c), V.Load(atY + c), c);
                sum1 += term.Of(V.Load(atX + c1), V.Load(atY + c1), c1);
                sum2 += term.Of(V.Load(atX + c2), V.Load(atY + c2), c2);
                sum3 += term.Of(V.Load(atX + c3), V.Load(atY + c3), c3);
            }
            V.Store(sum0, lanes);
            V.Store(sum1, lanes + V.Count);
            V.Store(sum2, lanes + 2 * V.Count);
            V.Store(sum3, lanes + 3 * V.Count);
            Add(lanes, 4 * V.Count, totals[c..]);
        }
        for (; c < to; c += V.Count)
        {
            V sum = V.Broadcast(0);
            for (int r = 0; r < rows; r++)
                sum += term.Of(V.Load(x + (nint)r * columns + c), V.Load(y + (nint)r * columns + c), c);
            V.Store(sum, lanes);
            Add(lanes, V.Count, totals[c..]);
        }
    }

    private static void Add(float* lanes, int count, Span<double> totals)
    {
        for (int i = 0; i < count; i++)
            totals[i] += lanes[i];
    }

    /// <summary>x.</summary>
    internal readonly struct Numbers : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of<V>(V x, V y, int column)
            where V : unmanaged, ISimd<V, float> => x;
    }

    /// <summary>(x - mean)^2.</summary>
    internal readonly struct Deviations(float* mean) : ITerm
    {
        private readonly float* _mean = mean;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of<V>(V x, V y, int column)
            where V : unmanaged, ISimd<V, float>
        {
            V centered = x - V.Load(_mean + column);
            return centered * centered;
        }
    }

    /// <summary>y (x - mean).</summary>
    internal readonly struct CenteredProducts(float* mean) : ITerm
    {
        private readonly float* _mean = mean;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of<V>(V x, V y, int column)
            where V : unmanaged, ISimd<V, float> => y * (x - V.Load(_mean + column));
    }

    /// <summary>y where scale x + shift is above 0, else 0: a gradient behind a ReLU.</summary>
    internal readonly struct Gated(float* scale, float* shift) : ITerm
    {
        private readonly float* _scale = scale;
        private readonly float* _shift = shift;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of<V>(V x, V y, int column)
            where V : unmanaged, ISimd<V, float> =>
            y * V.OneWhereLess(V.Broadcast(0), V.MultiplyAdd(x, V.Load(_scale + column), V.Load(_shift + column)));
    }

    /// <summary>The same times (x - mean).</summary>
    internal readonly struct GatedProducts(float* mean, float* scale, float* shift) : ITerm
    {
        private readonly float* _mean = mean;
        private readonly Gated _gated = new(scale, shift);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of<V>(V x, V y, int column)
            where V : unmanaged, ISimd<V, float> => _gated.Of(x, y, column) * (x - V.Load(_mean + column));
    }
}
