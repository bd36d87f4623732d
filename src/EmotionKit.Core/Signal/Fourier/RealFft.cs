using System.Collections.Concurrent;
using EmotionKit.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Fourier;

/// <summary>
/// The DFT of real signals of any length from 1, <c>X[k] = sum x[n] exp(-2 pi i n k / Size)</c> for k from 0 to Size / 2, and its
/// inverse. Plans are made once per size, are immutable, and may be used by any number of threads.
/// </summary>
/// <remarks>An even size goes through a complex transform of half the size (even samples as real, odd ones as imaginary parts).</remarks>
internal sealed unsafe class RealFft
{
    private static readonly ConcurrentDictionary<int, Lazy<RealFft>> Plans = new();

    private readonly ComplexFft _complex;
    private readonly AlignedBuffer _roots = new();
    private readonly ScratchPool<AlignedBuffer> _scratch = new(() => new AlignedBuffer());

    private RealFft(int size)
    {
        Size = size;
        IsPacked = size % 2 == 0;
        _complex = ComplexFft.Create(IsPacked ? size / 2 : size);
        int half = size / 2;
        _roots.Reserve(half + 2);
        for (int k = 0; k <= half / 2; k++)
        {
            (double re, double im) = Roots.Of(k, size);
            _roots.Pointer[2 * k] = (float)re;
            _roots.Pointer[2 * k + 1] = (float)im;
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
    public static RealFft Get(int size)
    {
        Check.InRange(size, 1, 1 << 24);
        return Plans.GetOrAdd(size, static n => new Lazy<RealFft>(() => new RealFft(n))).Value;
    }

    /// <summary>The spectrum of one signal.</summary>
    /// <param name="signal"><see cref="Size"/> samples.</param>
    /// <param name="re"><see cref="Bins"/> real parts.</param>
    /// <param name="im"><see cref="Bins"/> imaginary parts.</param>
    public void Forward(ReadOnlySpan<float> signal, Span<float> re, Span<float> im)
    {
        Check.Length(signal.Length, Size, nameof(signal));
        Check.Length(re.Length, Bins, nameof(re));
        Check.Length(im.Length, Bins, nameof(im));
        AlignedBuffer scratch = _scratch.Rent();
        scratch.Reserve(WorkLength(1));
        float* work = scratch.Pointer;
        for (int n = 0; n < signal.Length; n++)
            *InputRow(work, n, 1) = signal[n];
        fixed (float* r = re, i = im)
            Forward(work, 1, r, i, SimdWidths.Best);
        _scratch.Return(scratch);
    }

    /// <summary>The signal of a spectrum, divided by <see cref="Size"/>: what <see cref="Forward(ReadOnlySpan{float}, Span{float}, Span{float})"/> was given.</summary>
    /// <remarks>The imaginary parts of bin 0, and of the last bin where the size is even, count as 0.</remarks>
    public void Inverse(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> signal)
    {
        Check.Length(re.Length, Bins, nameof(re));
        Check.Length(im.Length, Bins, nameof(im));
        Check.Length(signal.Length, Size, nameof(signal));
        AlignedBuffer scratch = _scratch.Rent();
        scratch.Reserve(WorkLength(1));
        int rows = _complex.Size;
        float* zr = scratch.Pointer;
        float* zi = zr + rows + StockhamFft.PlanePadding;
        float* work = zi + rows;
        if (IsPacked)
            RealSplit.Join(re, im, _roots.Pointer, zr, zi, rows);
        else
            RealSplit.Mirror(re, im, zr, zi, rows);
        _complex.Transform(ref zi, ref zr, work, 1, SimdWidths.Best);
        float scale = 1f / rows;
        for (int n = 0; n < signal.Length; n++)
            signal[n] = scale * (IsPacked ? (n % 2 == 0 ? zr : zi)[n / 2] : zr[n]);
        _scratch.Return(scratch);
    }

    /// <summary>The floats that the transform of <paramref name="lanes"/> signals needs, input included.</summary>
    internal int WorkLength(int lanes) => 2 * _complex.Size * lanes + StockhamFft.PlanePadding + _complex.WorkLength(lanes);

    /// <summary>Where sample <paramref name="n"/> of every signal goes: a row of one float per lane.</summary>
    internal float* InputRow(float* work, int n, int lanes) =>
        IsPacked ? work + (nint)(n >> 1) * lanes + (n & 1) * PlaneOffset(lanes) : work + (nint)n * lanes;

    /// <summary>From a real part in the input to its imaginary part.</summary>
    internal nint PlaneOffset(int lanes) => (nint)_complex.Size * lanes + StockhamFft.PlanePadding;

    /// <summary>Spectra of the signals whose rows lie in <paramref name="work"/> (see <see cref="InputRow"/>), as <see cref="Bins"/> rows.</summary>
    internal void Forward(float* work, int lanes, float* re, float* im, SimdWidth limit)
    {
        TransformRows(work, lanes, limit, out float* zr, out float* zi);
        switch (SimdWidths.Fitting(limit, lanes))
        {
            case SimdWidth.Vector512: Spectrum<Simd512>(zr, zi, lanes, re, im); break;
            case SimdWidth.Vector256: Spectrum<Simd256>(zr, zi, lanes, re, im); break;
            case SimdWidth.Vector128: Spectrum<Simd128>(zr, zi, lanes, re, im); break;
            default: Spectrum<Simd32>(zr, zi, lanes, re, im); break;
        }
    }

    /// <summary>As <see cref="Forward(float*, int, float*, float*, SimdWidth)"/>, but the squared magnitudes.</summary>
    internal void Power(float* work, int lanes, float* power, SimdWidth limit)
    {
        TransformRows(work, lanes, limit, out float* zr, out float* zi);
        switch (SimdWidths.Fitting(limit, lanes))
        {
            case SimdWidth.Vector512: Power<Simd512>(zr, zi, lanes, power); break;
            case SimdWidth.Vector256: Power<Simd256>(zr, zi, lanes, power); break;
            case SimdWidth.Vector128: Power<Simd128>(zr, zi, lanes, power); break;
            default: Power<Simd32>(zr, zi, lanes, power); break;
        }
    }

    private void TransformRows(float* work, int lanes, SimdWidth limit, out float* re, out float* im)
    {
        re = work;
        im = work + PlaneOffset(lanes);
        int plane = _complex.Size * lanes;
        if (!IsPacked)
            new Span<float>(im, plane).Clear();
        _complex.Transform(ref re, ref im, im + plane, lanes, limit);
    }

    private void Spectrum<V>(float* zr, float* zi, int lanes, float* re, float* im)
        where V : unmanaged, ISimd<V>
    {
        if (IsPacked)
        {
            RealSplit.Spectrum<V>(zr, zi, _complex.Size, lanes, _roots.Pointer, re, im);
            return;
        }
        new Span<float>(zr, Bins * lanes).CopyTo(new Span<float>(re, Bins * lanes));
        new Span<float>(zi, Bins * lanes).CopyTo(new Span<float>(im, Bins * lanes));
    }

    private void Power<V>(float* zr, float* zi, int lanes, float* power)
        where V : unmanaged, ISimd<V>
    {
        if (IsPacked)
            RealSplit.Power<V>(zr, zi, _complex.Size, lanes, _roots.Pointer, power);
        else
            RealSplit.SquaredMagnitude<V>(zr, zi, Bins * lanes, power);
    }
}
