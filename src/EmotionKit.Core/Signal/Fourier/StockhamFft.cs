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

    /// <summary>
    /// Numbers between two planes. Planes a power of two apart would share cache sets; with two cache lines between them, the four
    /// planes of a transform do not.
    /// </summary>
    internal static int PlanePadding => 2 * CacheLine / sizeof(T);

    public override void Transform(ref T* re, ref T* im, T* work, int lanes, SimdWidth limit)
    {
        T* otherRe = work;
        T* otherIm = work + Size * lanes + PlanePadding;
        bool inBlocks = _stages.Length > 2 && lanes * sizeof(T) >= CacheLine && 4L * Size * lanes * sizeof(T) > InnerCache;
        int whole = inBlocks ? 1 : _stages.Length;
        int stride = lanes;
        for (int i = 0; i < whole; i++)
        {
            Pass(_stages[i], re, im, otherRe, otherIm, stride, RowSet.Whole(stride), limit);
            stride *= _stages[i].Radix;
            Swap(ref re, ref otherRe);
            Swap(ref im, ref otherIm);
        }
        if (!inBlocks)
            return;
        // The rest are transforms of their own, one for each block of a row: each is done to its end while it is in the cache.
        int count = stride / lanes;
        for (int block = 0; block < count; block++)
            TransformBlock(re + block * lanes, im + block * lanes, otherRe + block * lanes, otherIm + block * lanes, stride, lanes, limit);
        if (_stages.Length % 2 == 0)
        {
            Swap(ref re, ref otherRe);
            Swap(ref im, ref otherIm);
        }
    }

    private const int CacheLine = 64;
    private const int InnerCache = 24 << 10;

    // The passes from the second on, for a part of each row.
    private void TransformBlock(T* re, T* im, T* otherRe, T* otherIm, int firstStride, int width, SimdWidth limit)
    {
        int stride = firstStride;
        for (int i = 1; i < _stages.Length; i++)
        {
            Pass(_stages[i], re, im, otherRe, otherIm, stride, new RowSet(width, stride / firstStride, firstStride), limit);
            stride *= _stages[i].Radix;
            Swap(ref re, ref otherRe);
            Swap(ref im, ref otherIm);
        }
    }

    private static void Swap(ref T* a, ref T* b)
    {
        T* swap = a;
        a = b;
        b = swap;
    }

    private void Pass(Stage stage, T* xr, T* xi, T* yr, T* yi, int stride, RowSet set, SimdWidth limit)
    {
        T* twiddles = _twiddles.Pointer + stage.Twiddles;
        switch (SimdWidths.Fitting<T>(limit, set.Width))
        {
            case SimdWidth.Vector512: Pass<Simd512<T>>(stage, xr, xi, yr, yi, stride, twiddles, set); break;
            case SimdWidth.Vector256: Pass<Simd256<T>>(stage, xr, xi, yr, yi, stride, twiddles, set); break;
            case SimdWidth.Vector128: Pass<Simd128<T>>(stage, xr, xi, yr, yi, stride, twiddles, set); break;
            default: Pass<SimdScalar<T>>(stage, xr, xi, yr, yi, stride, twiddles, set); break;
        }
    }

    private static void Pass<V>(Stage stage, T* xr, T* xi, T* yr, T* yi, int stride, T* twiddles, RowSet set)
        where V : unmanaged, ISimd<V, T>
    {
        switch (stage.Radix)
        {
            case 2: Butterflies.Radix2<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles, set); break;
            case 3: Butterflies.Radix3<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles, set); break;
            case 4: Butterflies.Radix4<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles, set); break;
            case 8: Butterflies.Radix8<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles, set); break;
            case 5: OddButterflies.Radix5<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles, set); break;
            default: OddButterflies.Radix7<V, T>(xr, xi, yr, yi, stage.Columns, stride, twiddles, set); break;
        }
    }

    private static List<int> Factor(int size)
    {
        var radices = new List<int>();
        foreach (int radix in (ReadOnlySpan<int>)[8, 4, 2, 3, 5, 7])
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
