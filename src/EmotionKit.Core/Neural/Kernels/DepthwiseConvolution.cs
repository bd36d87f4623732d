using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Convolutions of each channel with weights of its own, [KH, KW, 1, channels]: sums run over the window, vectors over the channels.</summary>
internal static unsafe class DepthwiseConvolution<V>
    where V : unmanaged, ISimd<V, float>
{
    public static void Forward(ConvGeometry g, float* x, float* weights, float* bias, bool relu, float* y, int threads)
    {
        int rows = g.Batch * g.OutH;
        Rows(rows, threads, row =>
        {
            float* target = y + (nint)row * g.OutW * g.InC;
            for (int ox = 0; ox < g.OutW; ox++, target += g.InC)
            {
                int whole = g.InC / V.Count * V.Count;
                Sum<V>(g, x, weights, bias, relu, target, row / g.OutH, row % g.OutH, ox, 0, whole);
                Sum<SimdScalar<float>>(g, x, weights, bias, relu, target, row / g.OutH, row % g.OutH, ox, whole, g.InC);
            }
        });
    }

    public static void BackwardInput(ConvGeometry g, float* dy, float* weights, float* dx, int threads) =>
        Rows(g.Batch, threads, image =>
        {
            float* target = dx + (nint)image * g.InH * g.InW * g.InC, source = dy + (nint)image * g.OutH * g.OutW * g.InC;
            new Span<float>(target, g.InH * g.InW * g.InC).Clear();
            for (int oy = 0; oy < g.OutH; oy++)
            {
                for (int ox = 0; ox < g.OutW; ox++, source += g.InC)
                {
                    for (int ky = 0; ky < g.KH; ky++)
                    {
                        for (int kx = 0; kx < g.KW; kx++)
                        {
                            int iy = oy * g.StrideH - g.PadTop + ky * g.DilationH, ix = ox * g.StrideW - g.PadLeft + kx * g.DilationW;
                            if ((uint)iy < (uint)g.InH && (uint)ix < (uint)g.InW)
                                AddProduct(source, weights + (ky * g.KW + kx) * g.InC, target + (iy * g.InW + ix) * g.InC, g.InC);
                        }
                    }
                }
            }
        });

    /// <summary>dWeights, overwritten: threads share the window's places, so that every sum goes through the outputs in order.</summary>
    public static void BackwardWeights(ConvGeometry g, float* x, float* dy, float* dWeights, int threads) =>
        Rows(g.KH * g.KW, threads, tap =>
        {
            float* target = dWeights + tap * g.InC;
            new Span<float>(target, g.InC).Clear();
            for (int n = 0; n < g.Batch; n++)
            {
                for (int oy = 0; oy < g.OutH; oy++)
                {
                    int iy = oy * g.StrideH - g.PadTop + tap / g.KW * g.DilationH;
                    if ((uint)iy >= (uint)g.InH)
                        continue;
                    for (int ox = 0; ox < g.OutW; ox++)
                    {
                        int ix = ox * g.StrideW - g.PadLeft + tap % g.KW * g.DilationW;
                        if ((uint)ix < (uint)g.InW)
                            AddProduct(x + (((nint)n * g.InH + iy) * g.InW + ix) * g.InC, dy + (((nint)n * g.OutH + oy) * g.OutW + ox) * g.InC, target, g.InC);
                    }
                }
            }
        });

    private static void Rows(int count, int threads, Action<int> body)
    {
        int pieces = Math.Min(threads, count);
        ParallelLoop.Run(pieces, threads, piece =>
        {
            for (int i = (int)((long)count * piece / pieces); i < (int)((long)count * (piece + 1) / pieces); i++)
                body(i);
        });
    }

    private static void Sum<W>(in ConvGeometry g, float* x, float* weights, float* bias, bool relu, float* y, int n, int oy, int ox, int from, int to)
        where W : unmanaged, ISimd<W, float>
    {
        for (int c = from; c < to; c += W.Count)
        {
            W sum = W.Broadcast(0);
            for (int ky = 0; ky < g.KH; ky++)
            {
                int iy = oy * g.StrideH - g.PadTop + ky * g.DilationH;
                if ((uint)iy >= (uint)g.InH)
                    continue;
                for (int kx = 0; kx < g.KW; kx++)
                {
                    int ix = ox * g.StrideW - g.PadLeft + kx * g.DilationW;
                    if ((uint)ix < (uint)g.InW)
                        sum = W.MultiplyAdd(W.Load(x + (((nint)n * g.InH + iy) * g.InW + ix) * g.InC + c), W.Load(weights + (ky * g.KW + kx) * g.InC + c), sum);
                }
            }
            if (bias != null)
                sum += W.Load(bias + c);
            W.Store(relu ? W.Max(sum, W.Broadcast(0)) : sum, y + c);
        }
    }

    private static void AddProduct(float* a, float* b, float* sum, int count)
    {
        int c = 0;
        for (; c <= count - V.Count; c += V.Count)
            V.Store(V.MultiplyAdd(V.Load(a + c), V.Load(b + c), V.Load(sum + c)), sum + c);
        for (; c < count; c++)
            sum[c] = float.MultiplyAddEstimate(a[c], b[c], sum[c]);
    }
}
