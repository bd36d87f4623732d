using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Activation functions and their backward passes. Every output may be one of the inputs.</summary>
internal static class Activations
{
    private const float InverseSqrtTwo = 0.70710678118654752f;
    private const float InverseSqrtTwoPi = 0.39894228040143268f;

    /// <summary>y = e^x, within 2 units in the last place.</summary>
    public static void Exp(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map(default(ExpOf), x, y);

    public static void Tanh(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map(default(TanhOf), x, y);

    /// <summary>dx = dy (1 - y^2), from the output.</summary>
    public static void TanhBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => Elementwise.Map(default(TanhSlope), y, dy, dx);

    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map(default(SigmoidOf), x, y);

    /// <summary>dx = dy y (1 - y), from the output.</summary>
    public static void SigmoidBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => Elementwise.Map(default(SigmoidSlope), y, dy, dx);

    public static void Relu(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map(default(ReluOf), x, y);

    /// <summary>dx = dy where the output (or the input) is above 0, else 0.</summary>
    public static void ReluBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => Elementwise.Map(default(ReluSlope), y, dy, dx);

    /// <summary>y = x above 0, slope * x below; slope from 0 to 1.</summary>
    public static void LeakyRelu(ReadOnlySpan<float> x, float slope, Span<float> y) => Elementwise.Map(new LeakyReluOf(slope), x, y);

    /// <summary>dx from the input; also from the output, where the slope is above 0.</summary>
    public static void LeakyReluBackward(ReadOnlySpan<float> x, float slope, ReadOnlySpan<float> dy, Span<float> dx) =>
        Elementwise.Map(new LeakyReluSlope(slope), x, dy, dx);

    /// <summary>y = x Phi(x) with the exact normal distribution function (Hendrycks and Gimpel, 2016), as PyTorch's default.</summary>
    public static void Gelu(ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map(default(GeluOf), x, y);

    /// <summary>dx = dy (Phi(x) + x phi(x)), from the input.</summary>
    public static void GeluBackward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => Elementwise.Map(default(GeluSlope), x, dy, dx);

    private readonly struct ExpOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : unmanaged, ISimd<V, float> => MathFunctions.Exp(x);
    }

    private readonly struct TanhOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : unmanaged, ISimd<V, float> => MathFunctions.Tanh(x);
    }

    private readonly struct SigmoidOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : unmanaged, ISimd<V, float> => MathFunctions.Sigmoid(x);
    }

    private readonly struct ReluOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : unmanaged, ISimd<V, float> => V.Max(x, V.Broadcast(0));
    }

    private readonly struct LeakyReluOf(float slope) : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : unmanaged, ISimd<V, float> => V.Max(x, x * V.Broadcast(slope));
    }

    private readonly struct LeakyReluSlope(float slope) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy)
            where V : unmanaged, ISimd<V, float> => V.SelectLess(V.Broadcast(0), x, dy, dy * V.Broadcast(slope));
    }

    private readonly struct GeluOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : unmanaged, ISimd<V, float> =>
            x * V.MultiplyAdd(V.Broadcast(0.5f), MathFunctions.Erf(x * V.Broadcast(InverseSqrtTwo)), V.Broadcast(0.5f));
    }

    private readonly struct TanhSlope : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : unmanaged, ISimd<V, float> => dy * V.NegativeMultiplyAdd(y, y, V.Broadcast(1));
    }

    private readonly struct SigmoidSlope : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : unmanaged, ISimd<V, float> => dy * V.NegativeMultiplyAdd(y, y, y);
    }

    private readonly struct ReluSlope : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V y, V dy)
            where V : unmanaged, ISimd<V, float> => dy * V.OneWhereLess(V.Broadcast(0), y);
    }

    private readonly struct GeluSlope : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V dy)
            where V : unmanaged, ISimd<V, float>
        {
            V cdf = V.MultiplyAdd(V.Broadcast(0.5f), MathFunctions.Erf(x * V.Broadcast(InverseSqrtTwo)), V.Broadcast(0.5f));
            V density = V.Broadcast(InverseSqrtTwoPi) * MathFunctions.Exp(V.Broadcast(-0.5f) * x * x);
            return dy * V.MultiplyAdd(x, density, cdf);
        }
    }
}
