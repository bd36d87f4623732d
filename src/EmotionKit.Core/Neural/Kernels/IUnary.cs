using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>A function of one number, applied to a vector of them.</summary>
internal interface IUnary
{
    V Apply<V>(V x)
        where V : unmanaged, ISimd<V, float>;
}
