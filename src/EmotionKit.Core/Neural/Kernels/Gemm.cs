using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Single-precision products of row-major matrices.</summary>
internal static unsafe class Gemm
{
    /// <summary>Multiplications that are worth another thread: about 20 us.</summary>
    private const int ProductsPerThread = 500_000;

    private const int RowGrain = 24;
    private const int ColumnGrain = 32;

    /// <summary>c = op(a) op(b) + beta c; op transposes or not. Each number of c is summed over k in the same order whatever the threads.</summary>
    /// <param name="transposeA">a is stored k x m.</param>
    /// <param name="transposeB">b is stored n x k.</param>
    /// <param name="m">Rows of c, 0 or more.</param>
    /// <param name="n">Columns of c, 0 or more.</param>
    /// <param name="k">Terms of each sum, 0 or more.</param>
    /// <param name="a">m x k, or k x m where transposed.</param>
    /// <param name="lda">Numbers from a stored row of a to the next.</param>
    /// <param name="b">k x n, or n x k where transposed.</param>
    /// <param name="ldb">Numbers from a stored row of b to the next.</param>
    /// <param name="beta">0 overwrites c without reading it.</param>
    /// <param name="c">m x n.</param>
    /// <param name="ldc">Numbers from a row of c to the next.</param>
    /// <param name="threads">Threads at most, 1 or more.</param>
    public static void Multiply(
        bool transposeA, bool transposeB, int m, int n, int k, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb,
        float beta, Span<float> c, int ldc, int threads) =>
        Multiply(transposeA, transposeB, m, n, k, a, lda, b, ldb, beta, c, ldc, [], Activation.None, threads);

    /// <summary>c = activation(op(a) op(b) + beta c + bias), the bias per column or empty.</summary>
    public static void Multiply(
        bool transposeA, bool transposeB, int m, int n, int k, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb,
        float beta, Span<float> c, int ldc, ReadOnlySpan<float> bias, Activation activation, int threads)
    {
        Check.AtLeast(m, 0);
        Check.AtLeast(n, 0);
        Check.AtLeast(k, 0);
        CheckSpan(a.Length, transposeA ? k : m, transposeA ? m : k, lda, nameof(a));
        CheckSpan(b.Length, transposeB ? n : k, transposeB ? k : n, ldb, nameof(b));
        CheckSpan(c.Length, m, n, ldc, nameof(c));
        if (!bias.IsEmpty)
            Check.Length(bias.Length, n, nameof(bias));
        if (m == 0 || n == 0)
            return;
        fixed (float* pa = a, pb = b, pc = c, pBias = bias)
        {
            var problem = new GemmProblem
            {
                TransposeA = transposeA,
                TransposeB = transposeB,
                Relu = activation == Activation.Relu,
                M = m,
                N = n,
                K = k,
                A = pa,
                B = pb,
                C = pc,
                Bias = pBias,
                StrideA = lda,
                StrideB = ldb,
                StrideC = ldc,
                Beta = beta,
            };
            Run(problem, threads);
        }
    }

    /// <summary>Cuts c into one piece of rows or columns per thread: a sum is never cut.</summary>
    private static void Run(GemmProblem problem, int threads)
    {
        double products = (double)problem.M * problem.N * problem.K;
        threads = (int)Math.Min(threads, Math.Max(1, products / ProductsPerThread));
        if (threads <= 1)
        {
            RunOne(problem);
            return;
        }
        bool byRows = problem.M >= problem.N;
        int grain = byRows ? RowGrain : ColumnGrain;
        int extent = byRows ? problem.M : problem.N;
        int piece = ((extent + threads - 1) / threads + grain - 1) / grain * grain;
        int pieces = (extent + piece - 1) / piece;
        ParallelLoop.Run(pieces, threads, i =>
        {
            int first = i * piece, count = Math.Min(piece, extent - first);
            RunOne(byRows ? problem.Rows(first, count) : problem.Columns(first, count));
        });
    }

    private static void RunOne(in GemmProblem problem)
    {
        switch (TileWidth.For(problem.N))
        {
            case SimdWidth.Vector512: GemmBlocks<Simd512<float>>.Run(problem); break;
            case SimdWidth.Vector256: GemmBlocks<Simd256<float>>.Run(problem); break;
            case SimdWidth.Vector128: GemmBlocks<Simd128<float>>.Run(problem); break;
            default: GemmBlocks<SimdScalar<float>>.Run(problem); break;
        }
    }

    private static void CheckSpan(int length, int rows, int columns, int stride, string name)
    {
        if (rows == 0 || columns == 0)
            return;
        if (stride < columns || length < (long)(rows - 1) * stride + columns)
            throw new ArgumentException($"{name}: expected {rows} rows of {columns} with a stride of at least {columns}, got {length} numbers and a stride of {stride}.", name);
    }
}
