using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>The loops of batch normalisation that run over all rows with one set of factors per column.</summary>
internal static unsafe class BatchNormRows<V>
    where V : unmanaged, ISimd<V, float>
{
    public static void Affine(int rows, int columns, float* x, float* scale, float* shift, float* y)
    {
        int whole = columns / V.Count * V.Count;
        for (int r = 0; r < rows; r++, x += columns, y += columns)
        {
            Affine<V>(0, whole, x, scale, shift, y);
            Affine<SimdScalar<float>>(whole, columns, x, scale, shift, y);
        }
    }

    /// <summary>dx = slope dy + tilt (x - mean) + shift; factors hold the slopes, the tilts and the shifts. Gates, where there are any, are the scales
    /// and shifts of x of a ReLU that follows: dy is 0 where it was.</summary>
    public static void Backward(int rows, int columns, float* x, float* mean, float* factors, float* gates, float* dy, float* dx)
    {
        int whole = columns / V.Count * V.Count;
        for (int r = 0; r < rows; r++, x += columns, dy += columns, dx += columns)
        {
            if (gates is null)
            {
                Backward<V>(0, whole, columns, x, mean, factors, dy, dx);
                Backward<SimdScalar<float>>(whole, columns, columns, x, mean, factors, dy, dx);
            }
            else
            {
                GatedBackward<V>(0, whole, columns, x, mean, factors, gates, dy, dx);
                GatedBackward<SimdScalar<float>>(whole, columns, columns, x, mean, factors, gates, dy, dx);
            }
        }
    }

    private static void Affine<W>(int from, int to, float* x, float* scale, float* shift, float* y)
        where W : unmanaged, ISimd<W, float>
    {
        for (int c = from; c < to; c += W.Count)
            W.Store(W.MultiplyAdd(W.Load(x + c), W.Load(scale + c), W.Load(shift + c)), y + c);
    }

    private static void Backward<W>(int from, int to, int columns, float* x, float* mean, float* factors, float* dy, float* dx)
        where W : unmanaged, ISimd<W, float>
    {
        for (int c = from; c < to; c += W.Count)
        {
            W centered = W.Load(x + c) - W.Load(mean + c);
            W result = W.MultiplyAdd(W.Load(factors + columns + c), centered, W.Load(factors + 2 * columns + c));
            W.Store(W.MultiplyAdd(W.Load(factors + c), W.Load(dy + c), result), dx + c);
        }
    }

    private static void GatedBackward<W>(int from, int to, int columns, float* x, float* mean, float* factors, float* gates, float* dy, float* dx)
        where W : unmanaged, ISimd<W, float>
    {
        W zero = W.Broadcast(0);
        for (int c = from; c < to; c += W.Count)
        {
            W value = W.Load(x + c);
            W gate = W.OneWhereLess(zero, W.MultiplyAdd(value, W.Load(gates + c), W.Load(gates + columns + c)));
            W result = W.MultiplyAdd(W.Load(factors + columns + c), value - W.Load(mean + c), W.Load(factors + 2 * columns + c));
            W.Store(W.MultiplyAdd(W.Load(factors + c), W.Load(dy + c) * gate, result), dx + c);
        }
    }
}
