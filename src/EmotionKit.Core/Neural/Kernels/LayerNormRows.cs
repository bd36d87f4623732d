using System.Buffers;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>The loops of layer normalisation.</summary>
internal static unsafe class LayerNormRows<V>
    where V : unmanaged, ISimd<V, float>
{
    public static void Forward(
        int rows, int columns, float* x, float* gamma, float* beta, float epsilon, float* y, float* mean, float* inverseStd, int threads)
    {
        var pieces = new RowPieces(rows, columns);
        ParallelLoop.Run(pieces.Count, threads, piece =>
        {
            int first = pieces.First(piece);
            nint at = (nint)first * columns;
            Forward(pieces.Length(piece), columns, x + at, gamma, beta, epsilon, y + at, mean + first, inverseStd + first);
        });
    }

    public static void Backward(
        int rows, int columns, float* x, float* gamma, float* mean, float* inverseStd, float* dy, float* dx, float* dGamma, int threads)
    {
        var pieces = new RowPieces(rows, columns);
        float[] partial = ArrayPool<float>.Shared.Rent(pieces.Count * columns);
        fixed (float* start = partial)
        {
            float* sums = start;
            ParallelLoop.Run(pieces.Count, threads, piece =>
            {
                int first = pieces.First(piece);
                nint at = (nint)first * columns;
                Backward(pieces.Length(piece), columns, x + at, gamma, mean + first, inverseStd + first, dy + at, dx + at, sums + (nint)piece * columns);
            });
        }
        var total = new Span<float>(dGamma, columns);
        partial.AsSpan(0, columns).CopyTo(total);
        for (int piece = 1; piece < pieces.Count; piece++)
            VectorOps.Add(total, partial.AsSpan(piece * columns, columns), total);
        ArrayPool<float>.Shared.Return(partial);
    }

    private static void Forward(
        int rows, int columns, float* x, float* gamma, float* beta, float epsilon, float* y, float* mean, float* inverseStd)
    {
        int whole = columns / V.Count * V.Count;
        for (int r = 0; r < rows; r++, x += columns, y += columns)
        {
            float center = (Sum<V>(0, whole, x) + Sum<SimdScalar<float>>(whole, columns, x)) / columns;
            float variance = (Squares<V>(0, whole, x, center) + Squares<SimdScalar<float>>(whole, columns, x, center)) / columns;
            float inverse = 1 / MathF.Sqrt(variance + epsilon);
            (mean[r], inverseStd[r]) = (center, inverse);
            Normalize<V>(0, whole, x, center, inverse, gamma, beta, y);
            Normalize<SimdScalar<float>>(whole, columns, x, center, inverse, gamma, beta, y);
        }
    }

    private static void Backward(
        int rows, int columns, float* x, float* gamma, float* mean, float* inverseStd, float* dy, float* dx, float* dGamma)
    {
        new Span<float>(dGamma, columns).Clear();
        int whole = columns / V.Count * V.Count;
        for (int r = 0; r < rows; r++, x += columns, dy += columns, dx += columns)
        {
            float center = mean[r], inverse = inverseStd[r];
            float sum = Sums<V>(0, whole, x, center, inverse, gamma, dy, dGamma, out float dot);
            sum += Sums<SimdScalar<float>>(whole, columns, x, center, inverse, gamma, dy, dGamma, out float rest);
            float average = sum / columns, slope = (dot + rest) / columns;
            Gradient<V>(0, whole, x, center, inverse, gamma, dy, average, slope, dx);
            Gradient<SimdScalar<float>>(whole, columns, x, center, inverse, gamma, dy, average, slope, dx);
        }
    }

    private static float Sum<W>(int from, int to, float* x)
        where W : unmanaged, ISimd<W, float>
    {
        W sum = W.Broadcast(0);
        for (int c = from; c < to; c += W.Count)
            sum += W.Load(x + c);
        return Lanes(sum);
    }

    private static float Squares<W>(int from, int to, float* x, float center)
        where W : unmanaged, ISimd<W, float>
    {
        W sum = W.Broadcast(0);
        for (int c = from; c < to; c += W.Count)
        {
            W centered = W.Load(x + c) - W.Broadcast(center);
            sum = W.MultiplyAdd(centered, centered, sum);
        }
        return Lanes(sum);
    }

    private static void Normalize<W>(int from, int to, float* x, float center, float inverse, float* gamma, float* beta, float* y)
        where W : unmanaged, ISimd<W, float>
    {
        for (int c = from; c < to; c += W.Count)
            W.Store(W.MultiplyAdd((W.Load(x + c) - W.Broadcast(center)) * W.Broadcast(inverse), W.Load(gamma + c), W.Load(beta + c)), y + c);
    }

    /// <summary>The sums of gamma dy and of gamma dy times the normalised x; adds to dGamma.</summary>
    private static float Sums<W>(int from, int to, float* x, float center, float inverse, float* gamma, float* dy, float* dGamma, out float dot)
        where W : unmanaged, ISimd<W, float>
    {
        W sum = W.Broadcast(0), product = W.Broadcast(0);
        for (int c = from; c < to; c += W.Count)
        {
            W normal = (W.Load(x + c) - W.Broadcast(center)) * W.Broadcast(inverse), gradient = W.Load(dy + c);
            W.Store(W.MultiplyAdd(gradient, normal, W.Load(dGamma + c)), dGamma + c);
            gradient *= W.Load(gamma + c);
            sum += gradient;
            product = W.MultiplyAdd(gradient, normal, product);
        }
        dot = Lanes(product);
        return Lanes(sum);
    }

    private static void Gradient<W>(int from, int to, float* x, float center, float inverse, float* gamma, float* dy, float average, float slope, float* dx)
        where W : unmanaged, ISimd<W, float>
    {
        for (int c = from; c < to; c += W.Count)
        {
            W normal = (W.Load(x + c) - W.Broadcast(center)) * W.Broadcast(inverse);
            W gradient = W.MultiplyAdd(W.Load(dy + c), W.Load(gamma + c), W.Broadcast(-average));
            W.Store(W.Broadcast(inverse) * W.NegativeMultiplyAdd(normal, W.Broadcast(slope), gradient), dx + c);
        }
    }

    private static float Lanes<W>(W value)
        where W : unmanaged, ISimd<W, float>
    {
        float* lanes = stackalloc float[W.Count];
        W.Store(value, lanes);
        float sum = 0;
        for (int i = 0; i < W.Count; i++)
            sum += lanes[i];
        return sum;
    }
}
