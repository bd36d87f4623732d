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
        float* lanes = stackalloc float[V.Count];
        for (int c = from; c < to; c += V.Count)
        {
            V sum = V.Broadcast(0);
            for (int r = 0; r < rows; r++)
                sum += term.Of(V.Load(x + (nint)r * columns + c), V.Load(y + (nint)r * columns + c), c);
            V.Store(sum, lanes);
            for (int i = 0; i < V.Count; i++)
                totals[c + i] += lanes[i];
        }
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
}
