using System.Numerics;
using EmotionKit.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Fourier;

/// <summary>
/// The DFT of any size as a convolution with a chirp, done with FFTs of a power of two (L. I. Bluestein, A linear filtering approach
/// to the computation of the discrete Fourier transform, 1970).
/// </summary>
internal sealed unsafe class BluesteinFft<T> : ComplexFft<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StockhamFft<T> _inner;

    // Chirp, then the spectrum of the kernel divided by the inner size; real parts before imaginary parts.
    private readonly AlignedBuffer<T> _tables = new();

    public BluesteinFft(int size)
        : base(size)
    {
        int padded = 1;
        while (padded < 2 * size - 1)
            padded = checked(2 * padded);
        _inner = new StockhamFft<T>(padded);
        _tables.Reserve(2 * size + 2 * padded);
        var kernelRe = new double[padded];
        var kernelIm = new double[padded];
        for (int n = 0; n < size; n++)
        {
            (double re, double im) = Roots.Of((long)n * n % (2L * size), 2L * size);
            _tables.Pointer[n] = T.CreateTruncating(re);
            _tables.Pointer[size + n] = T.CreateTruncating(im);
            kernelRe[n] = kernelRe[(padded - n) % padded] = re;
            kernelIm[n] = kernelIm[(padded - n) % padded] = -im;
        }
        DoubleFft.Transform(kernelRe, kernelIm);
        T* spectrum = _tables.Pointer + 2 * size;
        for (int k = 0; k < padded; k++)
        {
            spectrum[k] = T.CreateTruncating((kernelRe[k] / padded));
            spectrum[padded + k] = T.CreateTruncating((kernelIm[k] / padded));
        }
    }

    public override int WorkLength(int lanes) => 2 * _inner.Size * lanes + StockhamFft<T>.PlanePadding + _inner.WorkLength(lanes);

    public override void Transform(ref T* re, ref T* im, T* work, int lanes, SimdWidth limit)
    {
        switch (SimdWidths.Fitting<T>(limit, lanes))
        {
            case SimdWidth.Vector512: Transform<Simd512<T>>(re, im, work, lanes, limit); break;
            case SimdWidth.Vector256: Transform<Simd256<T>>(re, im, work, lanes, limit); break;
            case SimdWidth.Vector128: Transform<Simd128<T>>(re, im, work, lanes, limit); break;
            default: Transform<SimdScalar<T>>(re, im, work, lanes, limit); break;
        }
    }

    private void Transform<V>(T* re, T* im, T* work, int lanes, SimdWidth limit)
        where V : unmanaged, ISimd<V, T>
    {
        int padded = _inner.Size;
        T* ar = work;
        T* ai = work + padded * lanes + StockhamFft<T>.PlanePadding;
        T* rest = ai + padded * lanes;
        T* chirp = _tables.Pointer;
        T* spectrum = chirp + 2 * Size;
        Multiply<V>(re, im, chirp, chirp + Size, ar, ai, Size, lanes);
        new Span<T>(ar + Size * lanes, (padded - Size) * lanes).Clear();
        new Span<T>(ai + Size * lanes, (padded - Size) * lanes).Clear();
        _inner.Transform(ref ar, ref ai, rest, lanes, limit);
        Multiply<V>(ar, ai, spectrum, spectrum + padded, ar, ai, padded, lanes);
        // A transform with real and imaginary parts exchanged is the inverse.
        T* scratch = ar == work ? rest : work;
        _inner.Transform(ref ai, ref ar, scratch, lanes, limit);
        Multiply<V>(ar, ai, chirp, chirp + Size, re, im, Size, lanes);
    }

    private static void Multiply<V>(T* xr, T* xi, T* wr, T* wi, T* yr, T* yi, int rows, int lanes)
        where V : unmanaged, ISimd<V, T>
    {
        for (int row = 0; row < rows; row++)
        {
            V cr = V.Broadcast(wr[row]), ci = V.Broadcast(wi[row]);
            for (int q = 0; q < lanes; q += V.Count)
            {
                nint at = (nint)row * lanes + q;
                Butterflies.StoreTurned(V.Load(xr + at), V.Load(xi + at), cr, ci, yr + at, yi + at);
            }
        }
    }
}
