using System.Collections.Concurrent;
using System.Numerics;
using EmotionKit.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Fourier;

/// <summary>
/// The DFT of real signals of any length from 1, <c>X[k] = sum x[n] exp(-2 pi i n k / Size)</c> for k from 0 to Size / 2, and its
/// inverse. Plans are made once per size, are immutable, and may be used by any number of threads.
/// </summary>
/// <remarks>An even size goes through a complex transform of half the size (even samples as real, odd ones as imaginary parts).</remarks>
internal sealed unsafe class RealFft<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly ConcurrentDictionary<int, Lazy<RealFft<T>>> Plans = new();

    private readonly ComplexFft<T> _complex;
    private readonly AlignedBuffer<T> _roots = new();
    private readonly ScratchPool<AlignedBuffer<T>> _scratch = new(() => new AlignedBuffer<T>());

    private RealFft(int size)
    {
        Size = size;
        IsPacked = size % 2 == 0;
        _complex = ComplexFft<T>.Create(IsPacked ? size / 2 : size);
        int half = size / 2;
        _roots.Reserve(half + 2);
        for (int k = 0; k <= half / 2; k++)
        {
            (double re, double im) = Roots.Of(k, size);
            _roots.Pointer[2 * k] = T.CreateTruncating(re);
            _roots.Pointer[2 * k + 1] = T.CreateTruncating(im);
        }
    }

    /// <summary>Samples of a signal.</summary>
    public int Size { get; }

    /// <summary>Values of a spectrum: Size / 2 + 1.</summary>
    public int Bins => Size / 2 + 1;

    // Whether rows 2n and 2n + 1 of the input are the real and imaginary part of row n.
    internal bool IsPacked { get; }

    /// <summary>The plan of a size; made at its first use.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1 or above 2^24.</exception>
    public static RealFft<T> Get(int size)
    {
        Check.InRange(size, 1, 1 << 24);
        return Plans.GetOrAdd(size, static n => new Lazy<RealFft<T>>(() => new RealFft<T>(n))).Value;
    }

    /// <summary>The spectrum of one signal.</summary>
    /// <param name="signal"><see cref="Size"/> samples.</param>
    /// <param name="re"><see cref="Bins"/> real parts.</param>
    /// <param name="im"><see cref="Bins"/> imaginary parts.</param>
    public void Forward(ReadOnlySpan<T> signal, Span<T> re, Span<T> im)
    {
        Check.Length(signal.Length, Size, nameof(signal));
        Check.Length(re.Length, Bins, nameof(re));
        Check.Length(im.Length, Bins, nameof(im));
        AlignedBuffer<T> scratch = _scratch.Rent();
        scratch.Reserve(WorkLength(1));
        T* work = scratch.Pointer;
        for (int n = 0; n < signal.Length; n++)
            *InputRow(work, n, 1) = signal[n];
        fixed (T* r = re, i = im)
            Forward(work, 1, r, i, SimdWidths.Best);
        _scratch.Return(scratch);
    }

    /// <summary>The signal of a spectrum, divided by <see cref="Size"/>: what <see cref="Forward(ReadOnlySpan{T}, Span{T}, Span{T})"/> was given.</summary>
    /// <remarks>The imaginary parts of bin 0, and of the last bin where the size is even, count as 0.</remarks>
    public void Inverse(ReadOnlySpan<T> re, ReadOnlySpan<T> im, Span<T> signal)
    {
        Check.Length(re.Length, Bins, nameof(re));
        Check.Length(im.Length, Bins, nameof(im));
        Check.Length(signal.Length, Size, nameof(signal));
        AlignedBuffer<T> scratch = _scratch.Rent();
        scratch.Reserve(WorkLength(1));
        int rows = _complex.Size;
        T* zr = scratch.Pointer;
        T* zi = zr + rows + StockhamFft<T>.PlanePadding;
        T* work = zi + rows;
        if (IsPacked)
            RealSplit.Join(re, im, _roots.Pointer, zr, zi, rows);
        else
            RealSplit.Mirror(re, im, zr, zi, rows);
        _complex.Transform(ref zi, ref zr, work, 1, SimdWidths.Best);
        T scale = T.One / T.CreateTruncating(rows);
        for (int n = 0; n < signal.Length; n++)
            signal[n] = scale * (IsPacked ? (n % 2 == 0 ? zr : zi)[n / 2] : zr[n]);
        _scratch.Return(scratch);
    }

    /// <summary>The numbers that the transform of <paramref name="lanes"/> signals needs, input included.</summary>
    internal int WorkLength(int lanes) => 2 * (_complex.Size * lanes + StockhamFft<T>.PlanePadding) + _complex.WorkLength(lanes);

    /// <summary>Where sample <paramref name="n"/> of every signal goes: a row of one number per lane.</summary>
    internal T* InputRow(T* work, int n, int lanes) =>
        IsPacked ? work + (nint)(n >> 1) * lanes + (n & 1) * PlaneOffset(lanes) : work + (nint)n * lanes;

    /// <summary>From a real part in the input to its imaginary part.</summary>
    internal nint PlaneOffset(int lanes) => (nint)_complex.Size * lanes + StockhamFft<T>.PlanePadding;

    /// <summary>Spectra of the signals whose rows lie in <paramref name="work"/> (see <see cref="InputRow"/>), as <see cref="Bins"/> rows.</summary>
    internal void Forward(T* work, int lanes, T* re, T* im, SimdWidth limit)
    {
        TransformRows(work, lanes, limit, out T* zr, out T* zi);
        switch (SimdWidths.Fitting<T>(limit, lanes))
        {
            case SimdWidth.Vector512: Spectrum<Simd512<T>>(zr, zi, lanes, re, im); break;
            case SimdWidth.Vector256: Spectrum<Simd256<T>>(zr, zi, lanes, re, im); break;
            case SimdWidth.Vector128: Spectrum<Simd128<T>>(zr, zi, lanes, re, im); break;
            default: Spectrum<SimdScalar<T>>(zr, zi, lanes, re, im); break;
        }
    }

    /// <summary>As the transform to <c>re</c> and <c>im</c>, but the squared magnitudes.</summary>
    internal void Power(T* work, int lanes, float* power, SimdWidth limit)
    {
        TransformRows(work, lanes, limit, out T* zr, out T* zi);
        switch (SimdWidths.Fitting<T>(limit, lanes))
        {
            case SimdWidth.Vector512: Power<Simd512<T>>(zr, zi, lanes, power); break;
            case SimdWidth.Vector256: Power<Simd256<T>>(zr, zi, lanes, power); break;
            case SimdWidth.Vector128: Power<Simd128<T>>(zr, zi, lanes, power); break;
            default: Power<SimdScalar<T>>(zr, zi, lanes, power); break;
        }
    }

    private void TransformRows(T* work, int lanes, SimdWidth limit, out T* re, out T* im)
    {
        re = work;
        im = work + PlaneOffset(lanes);
        int plane = _complex.Size * lanes;
        if (!IsPacked)
            new Span<T>(im, plane).Clear();
        _complex.Transform(ref re, ref im, im + plane + StockhamFft<T>.PlanePadding, lanes, limit);
    }

    private void Spectrum<V>(T* zr, T* zi, int lanes, T* re, T* im)
        where V : unmanaged, ISimd<V, T>
    {
        if (IsPacked)
        {
            RealSplit.Spectrum<V, T>(zr, zi, _complex.Size, lanes, _roots.Pointer, re, im);
            return;
        }
        new Span<T>(zr, Bins * lanes).CopyTo(new Span<T>(re, Bins * lanes));
        new Span<T>(zi, Bins * lanes).CopyTo(new Span<T>(im, Bins * lanes));
    }

    private void Power<V>(T* zr, T* zi, int lanes, float* power)
        where V : unmanaged, ISimd<V, T>
    {
        if (IsPacked)
            RealSplit.Power<V, T>(zr, zi, _complex.Size, lanes, _roots.Pointer, power);
        else
            RealSplit.SquaredMagnitude<V, T>(zr, zi, Bins * lanes, power);
    }
}
