using System.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Fourier;

/// <summary>
/// A planned complex DFT, <c>X[k] = sum x[n] exp(-2 pi i n k / Size)</c>, of several signals at once. Real and imaginary parts
/// are two arrays of rows: row n holds sample n of every signal, one signal per lane.
/// </summary>
internal abstract unsafe class ComplexFft<T>(int size)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The length of the transform.</summary>
    public int Size { get; } = size;

    /// <summary>Chooses the algorithm: mixed radix for products of 2, 3, 5 and 7, else Bluestein's.</summary>
    public static ComplexFft<T> Create(int size) => StockhamFft<T>.Supports(size) ? new StockhamFft<T>(size) : new BluesteinFft<T>(size);

    /// <summary>The numbers of scratch that <see cref="Transform"/> needs.</summary>
    public abstract int WorkLength(int lanes);

    /// <summary>
    /// Transforms. The arguments are overwritten; on return <paramref name="re"/> and <paramref name="im"/> point at the result,
    /// which lies in the former input or in <paramref name="work"/>.
    /// </summary>
    public abstract void Transform(ref T* re, ref T* im, T* work, int lanes, SimdWidth limit);
}
