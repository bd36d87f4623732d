namespace EmotionKit.Linear;

/// <summary>Cholesky factors of a small dense symmetric matrix, row-major, of which the lower triangle is read.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle by L of A = L L'. False when the matrix is not positive definite to working precision.</summary>
    public static bool TryFactor(double[] a, int n)
    {
        for (int i = 0; i < n; i++)
        {
            Span<double> row = a.AsSpan(i * n, n);
            double before = row[i];
            for (int j = 0; j < i; j++)
                row[j] = (row[j] - VectorMath.Dot(row[..j], a.AsSpan(j * n, j))) / a[j * n + j];
            double rest = before - VectorMath.Dot(row[..i], row[..i]);
            if (!(rest > 1e-15 * Math.Abs(before)))
                return false;
            row[i] = Math.Sqrt(rest);
        }
        return true;
    }

    /// <summary>Solves A x = b in place.</summary>
    public static void Solve(double[] factor, int n, Span<double> b)
    {
        for (int i = 0; i < n; i++)
            b[i] = (b[i] - VectorMath.Dot(factor.AsSpan(i * n, i), b[..i])) / factor[i * n + i];
        for (int i = n - 1; i >= 0; i--)
        {
            b[i] /= factor[i * n + i];
            VectorMath.AddScaled(-b[i], factor.AsSpan(i * n, i), b[..i]);
        }
    }
}
