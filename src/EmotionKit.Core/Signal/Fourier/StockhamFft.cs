using System.Numerics;
using EmotionKit.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Fourier;

/// <summary>
/// Mixed-radix FFT for products of 2, 3, 5 and 7 in Stockham's self-sorting form (decimation in frequency). A pass works on rows
/// of <c>stride</c> numbers that share their twiddle factors; several signals at once only make the rows longer.
/// </summary>
internal sealed unsafe class StockhamFft<T> : ComplexFft<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Stage[] _stages;
    private readonly AlignedBuffer<T> _twiddles = new();

    public StockhamFft(int size)
        : base(size)
    {
        List<int> radices = Factor(size);
        _stages = new Stage[radices.Count];
        int length = size, offset = 0;
        for (int i = 0; i < _stages.Length; i++)
        {
            int radix = radices[i];
            int m = length / radix;
            _stages[i] = new Stage(radix, m, offset);
            offset += 2 * (radix - 1) * m;
            length = m;
        }
        _twiddles.Reserve(Math.Max(1, offset));
        foreach (Stage stage in _stages)
            WriteTwiddles(stage);
    }

    public static bool Supports(int size)
    {
        foreach (int radix in (ReadOnlySpan<int>)[2, 3, 5, 7])
        {
            while (size % radix == 0)
                size /= radix;
        }
        return size == 1;
    }

    public override int WorkLength(int lanes) => 2 * Size * lanes + PlanePadding;

    /// <summary>Planes a power of two apart would share cache sets.</summary>
    internal const int PlanePadding = 16;

    public override void Transform(ref T* re, ref T* im, T* work, int lanes, SimdWidth limit)
    {
        T* otherRe = work;
        T* otherIm = work + Size * lanes + PlanePadding;
        int stride = lanes;
        foreach (Stage stage in _stages)
        {
            T* twiddles = _twiddles.Pointer + stage.Twiddles;
            switch (SimdWidths.Fitting<T>(limit, stride))
            {
                case SimdWidth.Vector512: Pass<Simd512<T>>(stage, re, im, otherRe, otherIm, stride, twiddles); break;
                case SimdWidth.Vector256: Pass<Simd256<T>>(stage, re, im, otherRe, otherIm, stride, twiddles); break;
                case SimdWidth.Vector128: Pass<Simd128<T>>(stage, re, im, otherRe, otherIm, stride, twiddles); break;
                default: Pass<SimdScalar<T>>(stage, re, im, otherRe, otherIm, stride, twiddles); break;
            }
            T* swapRe = re, swapIm = im;
            re = otherRe;
            im = otherIm;
            otherRe = swapRe;
            otherIm = swapIm;
            stride *= stage.Radix;
        }
    }

    private static void Pass<V>(Stage stage, T* xr, T* xi, T* yr, T* yi, int stride, T* twiddles)
        where V : unmanaged, ISimd<V, T>
    {
        switch (stage.Radix)
        {
            case 2: Butterflies.Radix2<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles); break;
            case 3: Butterflies.Radix3<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles); break;
            case 4: Butterflies.Radix4<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles); break;
            case 5: OddButterflies.Radix5<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles); break;
            default: OddButterflies.Radix7<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles); break;
        }
    }

    private static List<int> Factor(int size)
    {
        var radices = new List<int>();
        foreach (int radix in (ReadOnlySpan<int>)[4, 2, 3, 5, 7])
        {
            for (; size % radix == 0; size /= radix)
                radices.Add(radix);
        }
        return radices;
    }

    // Column p has w^p, w^2p ... w^(radix-1)p of the current length, real part before imaginary part.
    private void WriteTwiddles(Stage stage)
    {
        T* target = _twiddles.Pointer + stage.Twiddles;
        for (int p = 0; p < stage.Columns; p++)
        {
            for (int k = 1; k < stage.Radix; k++)
            {
                (double re, double im) = Roots.Of((long)p * k, (long)stage.Columns * stage.Radix);
                *target++ = T.CreateTruncating(re);
                *target++ = T.CreateTruncating(im);
            }
        }
    }

    /// <summary>A pass: <paramref name="Columns"/> butterflies of <paramref name="Radix"/> rows; where its twiddle factors start.</summary>
    private readonly record struct Stage(int Radix, int Columns, int Twiddles);
}
