namespace EmotionKit.Neural.Kernels;

/// <summary>Single-precision products of row-major matrices.</summary>
internal static unsafe class Gemm
{
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
        float[]? turned = transposeB ? Turn(b, n, k, ldb) : null;
        ReadOnlySpan<float> right = turned ?? b;
        int rightStride = transposeB ? n : ldb;
        for (int i = 0; i < m; i++)
        {
            Span<float> row = c.Slice(i * ldc, n);
            if (beta == 0)
                row.Clear();
            else if (beta != 1)
                VectorOps.Scale(beta, row);
            for (int p = 0; p < k; p++)
                VectorOps.Axpy(transposeA ? a[p * lda + i] : a[i * lda + p], right.Slice(p * rightStride, n), row);
            if (!bias.IsEmpty)
                VectorOps.Add(row, bias, row);
            if (activation == Activation.Relu)
                Activations.Relu(row, row);
        }
    }

    private static float[] Turn(ReadOnlySpan<float> b, int n, int k, int ldb)
    {
        float[] turned = new float[n * k];
        for (int j = 0; j < n; j++)
        {
            for (int p = 0; p < k; p++)
                turned[p * n + j] = b[j * ldb + p];
        }
        return turned;
    }

    private static void CheckSpan(int length, int rows, int columns, int stride, string name)
    {
        if (rows == 0 || columns == 0)
            return;
        if (stride < columns || length < (long)(rows - 1) * stride + columns)
            throw new ArgumentException($"{name}: expected {rows} rows of {columns} with a stride of at least {columns}, got {length} numbers and a stride of {stride}.", name);
    }
}
