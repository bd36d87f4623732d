using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Maximum and average pooling of images and sequences, channels last. A window that lies wholly in the padding gives 0.</summary>
internal static unsafe class Pooling
{
    /// <summary>y = the maximum of each window; argmax, where not empty, keeps its place in the image [height, width] (-1: none), for the backward pass.</summary>
    public static void MaxForward(in ConvGeometry g, ReadOnlySpan<float> x, Span<float> y, Span<int> argmax, int threads)
    {
        CheckLengths(g, x.Length, y.Length);
        if (!argmax.IsEmpty)
            Check.Length(argmax.Length, y.Length, nameof(argmax));
        fixed (float* px = x, py = y)
        {
            fixed (int* pa = argmax)
            {
                switch (SimdWidths.Best)
                {
                    case SimdWidth.Vector512: PoolingRows<Simd512<float>>.Max(g, px, py, pa, threads); break;
                    case SimdWidth.Vector256: PoolingRows<Simd256<float>>.Max(g, px, py, pa, threads); break;
                    case SimdWidth.Vector128: PoolingRows<Simd128<float>>.Max(g, px, py, pa, threads); break;
                    default: PoolingRows<SimdScalar<float>>.Max(g, px, py, pa, threads); break;
                }
            }
        }
    }

    /// <summary>dx = dy at the places of the maxima, overwritten.</summary>
    public static void MaxBackward(in ConvGeometry g, ReadOnlySpan<float> dy, ReadOnlySpan<int> argmax, Span<float> dx, int threads)
    {
        CheckLengths(g, dx.Length, dy.Length);
        Check.Length(argmax.Length, dy.Length, nameof(argmax));
        int channels = g.InC, inputs = g.InH * g.InW * channels, pixels = g.OutH * g.OutW;
        fixed (float* pdy = dy, pdx = dx)
        {
            fixed (int* pa = argmax)
            {
                float* gradient = pdy, target = pdx;
                int* places = pa;
                PoolingRows<SimdScalar<float>>.Images(g.Batch, threads, n =>
                {
                    float* image = target + (nint)n * inputs, from = gradient + (nint)n * pixels * channels;
                    int* place = places + (nint)n * pixels * channels;
                    new Span<float>(image, inputs).Clear();
                    for (int pixel = 0; pixel < pixels; pixel++, from += channels, place += channels)
                    {
                        for (int c = 0; c < channels; c++)
                        {
                            if (place[c] >= 0)
                                image[place[c] * channels + c] += from[c];
                        }
                    }
                });
            }
        }
    }

    /// <summary>y = the mean of each window over what lies in the image (padding is not counted).</summary>
    public static void AverageForward(in ConvGeometry g, ReadOnlySpan<float> x, Span<float> y, int threads)
    {
        CheckLengths(g, x.Length, y.Length);
        fixed (float* px = x, py = y)
        {
            switch (SimdWidths.Best)
            {
                case SimdWidth.Vector512: PoolingRows<Simd512<float>>.Average(g, px, py, threads); break;
                case SimdWidth.Vector256: PoolingRows<Simd256<float>>.Average(g, px, py, threads); break;
                case SimdWidth.Vector128: PoolingRows<Simd128<float>>.Average(g, px, py, threads); break;
                default: PoolingRows<SimdScalar<float>>.Average(g, px, py, threads); break;
            }
        }
    }

    /// <summary>dx = the gradient of <see cref="AverageForward"/>, overwritten.</summary>
    public static void AverageBackward(in ConvGeometry g, ReadOnlySpan<float> dy, Span<float> dx, int threads)
    {
        CheckLengths(g, dx.Length, dy.Length);
        fixed (float* pdy = dy, pdx = dx)
        {
            switch (SimdWidths.Best)
            {
                case SimdWidth.Vector512: PoolingRows<Simd512<float>>.SpreadAverage(g, pdy, pdx, threads); break;
                case SimdWidth.Vector256: PoolingRows<Simd256<float>>.SpreadAverage(g, pdy, pdx, threads); break;
                case SimdWidth.Vector128: PoolingRows<Simd128<float>>.SpreadAverage(g, pdy, pdx, threads); break;
                default: PoolingRows<SimdScalar<float>>.SpreadAverage(g, pdy, pdx, threads); break;
            }
        }
    }

    private static void CheckLengths(in ConvGeometry g, int x, int y)
    {
        g.Validate();
        Check.Length(g.OutC, g.InC, "OutC");
        Check.Length(x, g.InputLength, "x");
        Check.Length(y, g.OutputLength, "y");
    }
}
