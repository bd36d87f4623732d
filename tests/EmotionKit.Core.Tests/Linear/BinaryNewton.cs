namespace EmotionKit.Core.Tests.Linear;

/// <summary>Binary logistic regression by full Newton steps (iteratively reweighted least squares), L2 on the weights only.</summary>
internal static class BinaryNewton
{
    /// <summary>Weights, then the intercept.</summary>
    public static double[] Fit(LinearData data, double l2)
    {
        int d = data.Columns;
        double[] beta = new double[d + 1];
        for (int step = 0; step < 200; step++)
        {
            double[] gradient = new double[d + 1];
            double[,] hessian = new double[d + 1, d + 1];
            for (int i = 0; i < data.Rows; i++)
            {
                double[] x = [.. data.X.AsSpan(i * d, d).ToArray().Select(v => (double)v), 1];
                double p = 1 / (1 + Math.Exp(-x.Zip(beta, (a, b) => a * b).Sum()));
                for (int a = 0; a <= d; a++)
                {
                    gradient[a] += data.Weights[i] * (p - data.Labels[i]) * x[a];
                    for (int b = 0; b <= d; b++)
                        hessian[a, b] += data.Weights[i] * p * (1 - p) * x[a] * x[b];
                }
            }
            for (int a = 0; a < d; a++)
            {
                gradient[a] += l2 * beta[a];
                hessian[a, a] += l2;
            }
            double[] change = Solve(hessian, gradient);
            // Damped at first, so that the iteration cannot overshoot.
            double damping = Math.Min(1, 2 / (change.Max(Math.Abs) + 1e-300));
            for (int a = 0; a <= d; a++)
                beta[a] -= damping * change[a];
        }
        return beta;
    }

    private static double[] Solve(double[,] matrix, double[] right)
    {
        int n = right.Length;
        double[,] m = (double[,])matrix.Clone();
        double[] y = (double[])right.Clone();
        for (int c = 0; c < n; c++)
        {
            int pivot = Enumerable.Range(c, n - c).MaxBy(r => Math.Abs(m[r, c]));
            for (int k = 0; k < n; k++)
                (m[c, k], m[pivot, k]) = (m[pivot, k], m[c, k]);
            (y[c], y[pivot]) = (y[pivot], y[c]);
            for (int r = c + 1; r < n; r++)
            {
                double f = m[r, c] / m[c, c];
                for (int k = c; k < n; k++)
                    m[r, k] -= f * m[c, k];
                y[r] -= f * y[c];
            }
        }
        for (int r = n - 1; r >= 0; r--)
        {
            for (int k = r + 1; k < n; k++)
                y[r] -= m[r, k] * y[k];
            y[r] /= m[r, r];
        }
        return y;
    }
}
