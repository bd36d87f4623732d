namespace EmotionKit.Neural.Kernels;

/// <summary>Inner loops of layer and batch normalisation on row-major matrices. Sums are taken in double precision.</summary>
internal static class Normalization
{
    /// <summary>y = gamma (x - mean) / sqrt(variance + epsilon) + beta per row (Ba, Kiros and Hinton, 2016); mean and inverseStd are kept per row for the backward pass.</summary>
    public static void LayerForward(
        int rows, int columns, ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, float epsilon,
        Span<float> y, Span<float> mean, Span<float> inverseStd)
    {
        VectorOps.CheckMatrix(rows, columns, x.Length, nameof(x));
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> row = x.Slice(r * columns, columns);
            Span<float> result = y.Slice(r * columns, columns);
            double sum = 0, squares = 0;
            foreach (float value in row)
                sum += value;
            double center = sum / columns;
            foreach (float value in row)
                squares += (value - center) * (value - center);
            mean[r] = (float)center;
            inverseStd[r] = (float)(1 / Math.Sqrt(squares / columns + epsilon));
            for (int c = 0; c < columns; c++)
                result[c] = (row[c] - mean[r]) * inverseStd[r] * gamma[c] + beta[c];
        }
    }

    /// <summary>dx may be dy. dGamma and dBeta are overwritten.</summary>
    public static void LayerBackward(
        int rows, int columns, ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverseStd,
        ReadOnlySpan<float> dy, Span<float> dx, Span<float> dGamma, Span<float> dBeta)
    {
        VectorOps.CheckMatrix(rows, columns, x.Length, nameof(x));
        dGamma.Clear();
        dBeta.Clear();
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> row = x.Slice(r * columns, columns), gradient = dy.Slice(r * columns, columns);
            Span<float> result = dx.Slice(r * columns, columns);
            double sum = 0, dot = 0;
            for (int c = 0; c < columns; c++)
            {
                float normal = (row[c] - mean[r]) * inverseStd[r];
                dGamma[c] += gradient[c] * normal;
                dBeta[c] += gradient[c];
                sum += gradient[c] * gamma[c];
                dot += gradient[c] * gamma[c] * normal;
            }
            float average = (float)(sum / columns), slope = (float)(dot / columns);
            for (int c = 0; c < columns; c++)
            {
                float normal = (row[c] - mean[r]) * inverseStd[r];
                result[c] = inverseStd[r] * (gradient[c] * gamma[c] - average - normal * slope);
            }
        }
    }

    /// <summary>Mean and biased variance of each column (Ioffe and Szegedy, 2015); rows counts every pixel or step of the batch.</summary>
    public static void ColumnMoments(int rows, int columns, ReadOnlySpan<float> x, Span<float> mean, Span<float> variance)
    {
        VectorOps.CheckMatrix(rows, columns, x.Length, nameof(x));
        var sums = new double[columns];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
                sums[c] += x[r * columns + c];
        }
        for (int c = 0; c < columns; c++)
        {
            mean[c] = (float)(sums[c] / Math.Max(rows, 1));
            sums[c] = 0;
        }
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                double centered = x[r * columns + c] - mean[c];
                sums[c] += centered * centered;
            }
        }
        for (int c = 0; c < columns; c++)
            variance[c] = (float)(sums[c] / Math.Max(rows, 1));
    }

    /// <summary>y[r, c] = x[r, c] scale[c] + shift[c]; y may be x.</summary>
    public static void Affine(int rows, int columns, ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Span<float> y)
    {
        VectorOps.CheckMatrix(rows, columns, x.Length, nameof(x));
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> row = x.Slice(r * columns, columns);
            Span<float> result = y.Slice(r * columns, columns);
            for (int c = 0; c < columns; c++)
                result[c] = float.MultiplyAddEstimate(row[c], scale[c], shift[c]);
        }
    }

    /// <summary>The backward pass of batch normalisation in training, where mean and variance come from x itself. dx may be dy; dGamma and dBeta are overwritten.</summary>
    public static void BatchBackward(
        int rows, int columns, ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverseStd,
        ReadOnlySpan<float> dy, Span<float> dx, Span<float> dGamma, Span<float> dBeta)
    {
        VectorOps.CheckMatrix(rows, columns, x.Length, nameof(x));
        var sums = new double[columns];
        var dots = new double[columns];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                float gradient = dy[r * columns + c];
                sums[c] += gradient;
                dots[c] += gradient * ((x[r * columns + c] - mean[c]) * inverseStd[c]);
            }
        }
        for (int c = 0; c < columns; c++)
        {
            dBeta[c] = (float)sums[c];
            dGamma[c] = (float)dots[c];
        }
        float share = 1f / Math.Max(rows, 1);
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                int i = r * columns + c;
                float normal = (x[i] - mean[c]) * inverseStd[c];
                dx[i] = gamma[c] * inverseStd[c] * (dy[i] - share * dBeta[c] - normal * share * dGamma[c]);
            }
        }
    }
}
