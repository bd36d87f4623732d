using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>A function of two numbers, applied to vectors of them.</summary>
internal interface IBinary
{
    V Apply<V>(V x, V y)
        where V : unmanaged, ISimd<V, float>;
}
