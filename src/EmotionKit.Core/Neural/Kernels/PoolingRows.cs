using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>The loops of <see cref="Pooling"/>: vectors run over the channels, threads share images.</summary>
internal static unsafe class PoolingRows<V>
    where V : unmanaged, ISimd<V, float>
{
    public static void Max(ConvGeometry g, float* x, float* y, int* argmax, int threads) => Images(g.Batch, threads, n =>
    {
        float* image = x + (nint)n * g.InH * g.InW * g.InC;
        nint at = (nint)n * g.OutH * g.OutW * g.InC;
        for (int oy = 0; oy < g.OutH; oy++)
        {
            for (int ox = 0; ox < g.OutW; ox++, at += g.InC)
            {
                Window window = new(g, oy, ox);
                int whole = g.InC / V.Count * V.Count;
                int* places = argmax == null ? null : argmax + at;
                Max<V>(g, window, image, y + at, places, 0, whole);
                Max<SimdScalar<float>>(g, window, image, y + at, places, whole, g.InC);
            }
        }
    });

    public static void Average(ConvGeometry g, float* x, float* y, int threads) => Images(g.Batch, threads, n =>
    {
        float* image = x + (nint)n * g.InH * g.InW * g.InC, target = y + (nint)n * g.OutH * g.OutW * g.InC;
        for (int oy = 0; oy < g.OutH; oy++)
        {
            for (int ox = 0; ox < g.OutW; ox++, target += g.InC)
            {
                Window window = new(g, oy, ox);
                int whole = g.InC / V.Count * V.Count;
                Average<V>(g, window, image, target, 0, whole);
                Average<SimdScalar<float>>(g, window, image, target, whole, g.InC);
            }
        }
    });

    public static void SpreadAverage(ConvGeometry g, float* dy, float* dx, int threads) => Images(g.Batch, threads, n =>
    {
        float* image = dx + (nint)n * g.InH * g.InW * g.InC, source = dy + (nint)n * g.OutH * g.OutW * g.InC;
        new Span<float>(image, g.InH * g.InW * g.InC).Clear();
        for (int oy = 0; oy < g.OutH; oy++)
        {
            for (int ox = 0; ox < g.OutW; ox++, source += g.InC)
            {
                Window window = new(g, oy, ox);
                float share = 1f / Math.Max(window.Count, 1);
                for (int iy = window.FirstY; iy < window.EndY; iy += g.DilationH)
                {
                    for (int ix = window.FirstX; ix < window.EndX; ix += g.DilationW)
                        AddScaled(share, source, image + (iy * g.InW + ix) * g.InC, g.InC);
                }
            }
        }
    });

    /// <summary>Runs <paramref name="body"/> for each image, neighbours on one thread.</summary>
    public static void Images(int count, int threads, Action<int> body)
    {
        // More pieces than threads: one that comes late takes fewer.
        int pieces = threads > 1 ? Math.Min(4 * threads, count) : 1;
        ParallelLoop.Run(pieces, threads, piece =>
        {
            for (int i = (int)((long)count * piece / pieces); i < (int)((long)count * (piece + 1) / pieces); i++)
                body(i);
        });
    }

    private static void Max<W>(in ConvGeometry g, in Window window, float* image, float* y, int* places, int from, int to)
        where W : unmanaged, ISimd<W, float>
    {
        for (int c = from; c < to; c += W.Count)
        {
            if (window.Count == 0)
            {
                W.Store(W.Broadcast(0), y + c);
                if (places != null)
                    W.Store(W.Broadcast(BitConverter.Int32BitsToSingle(-1)), (float*)places + c);
                continue;
            }
            int first = window.FirstY * g.InW + window.FirstX;
            W best = W.Load(image + first * g.InC + c);
            // Places travel as the bits of floats: they are moved, never computed with.
            W place = W.Broadcast(BitConverter.Int32BitsToSingle(first));
            for (int iy = window.FirstY; iy < window.EndY; iy += g.DilationH)
            {
                for (int ix = window.FirstX; ix < window.EndX; ix += g.DilationW)
                {
                    int at = iy * g.InW + ix;
                    W value = W.Load(image + at * g.InC + c);
                    place = W.SelectLess(best, value, W.Broadcast(BitConverter.Int32BitsToSingle(at)), place);
                    best = W.Max(best, value);
                }
            }
            W.Store(best, y + c);
            if (places != null)
                W.Store(place, (float*)places + c);
        }
    }

    private static void Average<W>(in ConvGeometry g, in Window window, float* image, float* y, int from, int to)
        where W : unmanaged, ISimd<W, float>
    {
        W share = W.Broadcast(1f / Math.Max(window.Count, 1));
        for (int c = from; c < to; c += W.Count)
        {
            W sum = W.Broadcast(0);
            for (int iy = window.FirstY; iy < window.EndY; iy += g.DilationH)
            {
                for (int ix = window.FirstX; ix < window.EndX; ix += g.DilationW)
                    sum += W.Load(image + (iy * g.InW + ix) * g.InC + c);
            }
            W.Store(sum * share, y + c);
        }
    }

    private static void AddScaled(float share, float* source, float* target, int count)
    {
        int c = 0;
        for (; c <= count - V.Count; c += V.Count)
            V.Store(V.MultiplyAdd(V.Broadcast(share), V.Load(source + c), V.Load(target + c)), target + c);
        for (; c < count; c++)
            target[c] = float.MultiplyAddEstimate(share, source[c], target[c]);
    }

    /// <summary>The part of a window that lies in the image.</summary>
    private readonly struct Window
    {
        public readonly int FirstY, EndY, FirstX, EndX, Count;

        public Window(in ConvGeometry g, int oy, int ox)
        {
            int rows, columns;
            (FirstY, EndY, rows) = Range(oy * g.StrideH - g.PadTop, g.KH, g.DilationH, g.InH);
            (FirstX, EndX, columns) = Range(ox * g.StrideW - g.PadLeft, g.KW, g.DilationW, g.InW);
            Count = rows * columns;
        }

        private static (int First, int End, int Count) Range(int start, int kernel, int dilation, int length)
        {
            int skipped = start < 0 ? (-start + dilation - 1) / dilation : 0;
            int first = start + skipped * dilation, end = Math.Min(start + (kernel - 1) * dilation + 1, length);
            return (first, end, end <= first ? 0 : (end - first + dilation - 1) / dilation);
        }
    }
}
