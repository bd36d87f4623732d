using System.Buffers;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Convolution (cross-correlation, as every framework has it) of images and sequences, channels last.</summary>
internal static unsafe class Convolution
{
    /// <summary>y = activation(x * weights + bias). The bias is per output channel, or empty.</summary>
    public static void Forward(
        in ConvGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Activation activation, Span<float> y, int threads)
    {
        CheckLengths(g, x.Length, weights.Length, y.Length);
        if (!bias.IsEmpty)
            Check.Length(bias.Length, g.OutC, nameof(bias));
        bool relu = activation == Activation.Relu;
        fixed (float* px = x, pw = weights, pb = bias, py = y)
        {
            switch (Width(g, g.OutC))
            {
                case SimdWidth.Vector512: Forward<Simd512<float>>(g, px, pw, pb, relu, py, threads); break;
                case SimdWidth.Vector256: Forward<Simd256<float>>(g, px, pw, pb, relu, py, threads); break;
                case SimdWidth.Vector128: Forward<Simd128<float>>(g, px, pw, pb, relu, py, threads); break;
                default: Forward<SimdScalar<float>>(g, px, pw, pb, relu, py, threads); break;
            }
        }
    }

    /// <summary>dx = the gradient of the input, overwritten.</summary>
    public static void BackwardInput(in ConvGeometry g, ReadOnlySpan<float> dy, ReadOnlySpan<float> weights, Span<float> dx, int threads)
    {
        CheckLengths(g, dx.Length, weights.Length, dy.Length);
        bool depthwise = IsDepthwise(g);
        float[]? turned = depthwise || Strided(g) ? null : Turn(g, weights);
        fixed (float* pdy = dy, pw = weights, pt = turned, pdx = dx)
        {
            if (turned is null && !depthwise)
            {
                StridedInput(g, pdy, pw, pdx, threads);
                return;
            }
            switch (Width(g, g.InC))
            {
                case SimdWidth.Vector512: BackwardInput<Simd512<float>>(g, pdy, pw, pt, pdx, threads); break;
                case SimdWidth.Vector256: BackwardInput<Simd256<float>>(g, pdy, pw, pt, pdx, threads); break;
                case SimdWidth.Vector128: BackwardInput<Simd128<float>>(g, pdy, pw, pt, pdx, threads); break;
                default: BackwardInput<SimdScalar<float>>(g, pdy, pw, pt, pdx, threads); break;
            }
        }
        if (turned is not null)
            ArrayPool<float>.Shared.Return(turned);
    }

    /// <summary>The gradients of weights and bias, overwritten; dBias may be empty.</summary>
    public static void BackwardWeights(
        in ConvGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dWeights, Span<float> dBias, int threads)
    {
        CheckLengths(g, x.Length, dWeights.Length, dy.Length);
        if (!dBias.IsEmpty)
            VectorOps.ColumnSums(g.Batch * g.OutH * g.OutW, g.OutC, dy, dBias, threads);
        if (g.Batch == 0)
        {
            dWeights.Clear();
            return;
        }
        fixed (float* px = x, pdy = dy, pdw = dWeights)
        {
            switch (Width(g, g.OutC))
            {
                case SimdWidth.Vector512: BackwardWeights<Simd512<float>>(g, px, pdy, pdw, threads); break;
                case SimdWidth.Vector256: BackwardWeights<Simd256<float>>(g, px, pdy, pdw, threads); break;
                case SimdWidth.Vector128: BackwardWeights<Simd128<float>>(g, px, pdy, pdw, threads); break;
                default: BackwardWeights<SimdScalar<float>>(g, px, pdy, pdw, threads); break;
            }
        }
    }

    private static void Forward<V>(in ConvGeometry g, float* x, float* weights, float* bias, bool relu, float* y, int threads)
        where V : unmanaged, ISimd<V, float>
    {
        if (IsDepthwise(g))
            DepthwiseConvolution<V>.Forward(g, x, weights, bias, relu, y, threads);
        else
            DirectConvolution<V>.Run(ConvolutionPlan.Forward(g), g.Batch, x, weights, bias, relu, y, threads);
    }

    private static void BackwardInput<V>(in ConvGeometry g, float* dy, float* weights, float* turned, float* dx, int threads)
        where V : unmanaged, ISimd<V, float>
    {
        if (turned == null)
            DepthwiseConvolution<V>.BackwardInput(g, dy, weights, dx, threads);
        else
            DirectConvolution<V>.Run(ConvolutionPlan.Backward(g), g.Batch, dy, turned, null, relu: false, dx, threads);
    }

    private static void BackwardWeights<V>(in ConvGeometry g, float* x, float* dy, float* dWeights, int threads)
        where V : unmanaged, ISimd<V, float>
    {
        if (IsDepthwise(g))
            DepthwiseConvolution<V>.BackwardWeights(g, x, dy, dWeights, threads);
        else
            ConvolutionWeights<V>.Run(ConvolutionPlan.Forward(g), g.Batch, x, dy, dWeights, threads);
    }

    private static SimdWidth Width(in ConvGeometry g, int columns) => IsDepthwise(g) ? SimdWidths.Best : TileWidth.For(columns / g.Groups);

    private static bool IsDepthwise(in ConvGeometry g) => g.Groups > 1 && g.Groups == g.InC && g.OutC == g.InC;

    private static bool Strided(in ConvGeometry g) => g.StrideH > 1 || g.StrideW > 1;

    /// <summary>[KH, KW, in / groups, out] to [KH, KW, out / groups, in], last place of the window first.</summary>
    private static float[] Turn(in ConvGeometry g, ReadOnlySpan<float> weights)
    {
        int taps = g.KH * g.KW, groupIn = g.InC / g.Groups, groupOut = g.OutC / g.Groups;
        float[] turned = ArrayPool<float>.Shared.Rent(weights.Length);
        for (int tap = 0; tap < taps; tap++)
        {
            for (int c = 0; c < groupIn; c++)
            {
                ReadOnlySpan<float> row = weights.Slice(((taps - 1 - tap) * groupIn + c) * g.OutC, g.OutC);
                for (int o = 0; o < g.OutC; o++)
                    turned[(tap * groupOut + o % groupOut) * g.InC + o / groupOut * groupIn + c] = row[o];
            }
        }
        return turned;
    }

    /// <summary>With strides: the gradients of each window as one product, added to where the windows lie.</summary>
    private static void StridedInput(ConvGeometry g, float* dy, float* weights, float* dx, int threads)
    {
        int pixels = g.OutH * g.OutW, groupIn = g.InC / g.Groups, groupOut = g.OutC / g.Groups, taps = g.KH * g.KW * groupIn;
        int weightLength = g.WeightLength, imageLength = g.InH * g.InW * g.InC;
        ParallelLoop.Run(g.Batch, threads, n =>
        {
            float[] windows = ArrayPool<float>.Shared.Rent(pixels * taps);
            var image = new Span<float>(dx + (nint)n * imageLength, imageLength);
            image.Clear();
            for (int group = 0; group < g.Groups; group++)
            {
                var gradient = new ReadOnlySpan<float>(dy + (nint)n * pixels * g.OutC + group * groupOut, pixels * g.OutC - group * groupOut);
                var part = new ReadOnlySpan<float>(weights + group * groupOut, weightLength - group * groupOut);
                Gemm.Multiply(false, true, pixels, taps, groupOut, gradient, g.OutC, part, g.OutC, 0, windows, taps, 1);
                Scatter(g, windows, group, image);
            }
            ArrayPool<float>.Shared.Return(windows);
        });
    }

    private static void Scatter(in ConvGeometry g, ReadOnlySpan<float> windows, int group, Span<float> image)
    {
        int width = g.InC / g.Groups, at = 0;
        for (int oy = 0; oy < g.OutH; oy++)
        {
            for (int ox = 0; ox < g.OutW; ox++)
            {
                for (int ky = 0; ky < g.KH; ky++)
                {
                    int iy = oy * g.StrideH - g.PadTop + ky * g.DilationH;
                    for (int kx = 0; kx < g.KW; kx++, at += width)
                    {
                        int ix = ox * g.StrideW - g.PadLeft + kx * g.DilationW;
                        if ((uint)iy >= (uint)g.InH || (uint)ix >= (uint)g.InW)
                            continue;
                        Span<float> target = image.Slice((iy * g.InW + ix) * g.InC + group * width, width);
                        VectorOps.Add(target, windows.Slice(at, width), target);
                    }
                }
            }
        }
    }

    private static void CheckLengths(in ConvGeometry g, int x, int weights, int y)
    {
        g.Validate();
        Check.Length(x, g.InputLength, "x");
        Check.Length(weights, g.WeightLength, "weights");
        Check.Length(y, g.OutputLength, "y");
    }
}
