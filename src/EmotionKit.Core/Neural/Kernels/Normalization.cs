using System.Buffers;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Inner loops of layer and batch normalisation on row-major matrices.</summary>
internal static unsafe class Normalization
{
    /// <summary>y = gamma (x - mean) / sqrt(variance + epsilon) + beta per row (Ba, Kiros and Hinton, 2016); mean and inverseStd are kept per row for the backward pass.</summary>
    public static void LayerForward(
        int rows, int columns, ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, float epsilon,
        Span<float> y, Span<float> mean, Span<float> inverseStd, int threads)
    {
        CheckLengths(rows, columns, x.Length, gamma.Length, mean.Length, inverseStd.Length, rows);
        Check.Length(beta.Length, columns, nameof(beta));
        Check.Length(y.Length, x.Length, nameof(y));
        fixed (float* px = x, pGamma = gamma, pBeta = beta, py = y, pMean = mean, pInverse = inverseStd)
        {
            switch (SimdWidths.Best)
            {
                case SimdWidth.Vector512: LayerNormRows<Simd512<float>>.Forward(rows, columns, px, pGamma, pBeta, epsilon, py, pMean, pInverse, threads); break;
                case SimdWidth.Vector256: LayerNormRows<Simd256<float>>.Forward(rows, columns, px, pGamma, pBeta, epsilon, py, pMean, pInverse, threads); break;
                case SimdWidth.Vector128: LayerNormRows<Simd128<float>>.Forward(rows, columns, px, pGamma, pBeta, epsilon, py, pMean, pInverse, threads); break;
                default: LayerNormRows<SimdScalar<float>>.Forward(rows, columns, px, pGamma, pBeta, epsilon, py, pMean, pInverse, threads); break;
            }
        }
    }

    /// <summary>dx may be dy. dGamma and dBeta are overwritten.</summary>
    public static void LayerBackward(
        int rows, int columns, ReadOnlySpan<float> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> mean, ReadOnlySpan<float> inverseStd,
        ReadOnlySpan<float> dy, Span<float> dx, Span<float> dGamma, Span<float> dBeta, int threads)
    {
        CheckLengths(rows, columns, x.Length, gamma.Length, mean.Length, inverseStd.Length, rows);
        CheckGradients(x.Length, columns, dy.Length, dx.Length, dGamma.Length, dBeta.Length);
        VectorOps.ColumnSums(rows, columns, dy, dBeta, threads);
        fixed (float* px = x, pGamma = gamma, pMean = mean, pInverse = inverseStd, pdy = dy, pdx = dx, pdGamma = dGamma)
        {
            switch (SimdWidths.Best)
            {
                case SimdWidth.Vector512: LayerNormRows<Simd512<float>>.Backward(rows, columns, px, pGamma, pMean, pInverse, pdy, pdx, pdGamma, threads); break;
                case SimdWidth.Vector256: LayerNormRows<Simd256<float>>.Backward(rows, columns, px, pGamma, pMean, pInverse, pdy, pdx, pdGamma, threads); break;
                case SimdWidth.Vector128: LayerNormRows<Simd128<float>>.Backward(rows, columns, px, pGamma, pMean, pInverse, pdy, pdx, pdGamma, threads); break;
                default: LayerNormRows<SimdScalar<float>>.Backward(rows, columns, px, pGamma, pMean, pInverse, pdy, pdx, pdGamma, threads); break;
            }
        }
    }

    /// <summary>Mean and biased variance of each column (Ioffe and Szegedy, 2015), 0 of no rows; rows counts every pixel or step of the batch.</summary>
    public static void ColumnMoments(int rows, int columns, ReadOnlySpan<float> x, Span<float> mean, Span<float> variance)
    {
        CheckLengths(rows, columns, x.Length, columns, mean.Length, variance.Length, columns);
        double[] totals = ArrayPool<double>.Shared.Rent(columns);
        fixed (float* px = x, pMean = mean)
        {
            ColumnReductions.Run(default(ColumnReductions.Numbers), rows, columns, px, px, totals);
            for (int c = 0; c < columns; c++)
                mean[c] = (float)(totals[c] / Math.Max(rows, 1));
            ColumnReductions.Run(new ColumnReductions.Deviations(pMean), rows, columns, px, px, totals);
            for (int c = 0; c < columns; c++)
                variance[c] = (float)(totals[c] / Math.Max(rows, 1));
        }
        ArrayPool<double>.Shared.Return(totals);
    }

    /// <summary>y[r, c] = x[r, c] scale[c] + shift[c]; y may be x.</summary>
    public static void Affine(int rows, int columns, ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Span<float> y)
    {
        CheckLengths(rows, columns, x.Length, scale.Length, shift.Length, shift.Length, columns);
        Check.Length(y.Length, x.Length, nameof(y));
        fixed (float* px = x, pScale = scale, pShift = shift, py = y)
        {
            switch (SimdWidths.Best)
            {
                case SimdWidth.Vector512: BatchNormRows<Simd512<float>>.Affine(rows, columns, px, pScale, pShift, py); break;
                case SimdWidth.Vector256: BatchNormRows<Simd256<float>>.Affine(rows, columns, px, pScale, pShift, py); break;
                case SimdWidth.Vector128: BatchNormRows<Simd128<float>>.Affine(rows, columns, px, pScale, pShift, py); break;
                default: BatchNormRows<SimdScalar<float>>.Affine(rows, columns, px, pScale, pShift, py); break;
            }
        }
    }

    /// <summary>dx = slope dy + tilt (x - mean) + shift; factors hold each column's slopes, then the tilts, then the shifts. Gates, where not
    /// null, are scales and then shifts of x: dy counts where scale x + shift is above 0. dx may be dy.</summary>
    public static void Spread(int rows, int columns, float* px, float* pMean, float* pFactors, float* pGates, float* pdy, float* pdx)
    {
        switch (SimdWidths.Best)
        {
            case SimdWidth.Vector512: BatchNormRows<Simd512<float>>.Backward(rows, columns, px, pMean, pFactors, pGates, pdy, pdx); break;
            case SimdWidth.Vector256: BatchNormRows<Simd256<float>>.Backward(rows, columns, px, pMean, pFactors, pGates, pdy, pdx); break;
            case SimdWidth.Vector128: BatchNormRows<Simd128<float>>.Backward(rows, columns, px, pMean, pFactors, pGates, pdy, pdx); break;
            default: BatchNormRows<SimdScalar<float>>.Backward(rows, columns, px, pMean, pFactors, pGates, pdy, pdx); break;
        }
    }

    private static void CheckLengths(int rows, int columns, int x, int gamma, int first, int second, int statistics)
    {
        VectorOps.CheckMatrix(rows, columns, x, "x");
        Check.Length(gamma, columns, "gamma");
        Check.Length(first, statistics, "mean");
        Check.Length(second, statistics, "inverseStd");
    }

    private static void CheckGradients(int length, int columns, int dy, int dx, int dGamma, int dBeta)
    {
        Check.Length(dy, length, "dy");
        Check.Length(dx, length, "dx");
        Check.Length(dGamma, columns, "dGamma");
        Check.Length(dBeta, columns, "dBeta");
    }
}
