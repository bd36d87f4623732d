using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>One update of a parameter, in place.</summary>
internal static unsafe class OptimizerKernels
{
    /// <summary>Adam (Kingma and Ba, 2015), with decoupled decay AdamW (Loshchilov and Hutter, 2019).</summary>
    /// <param name="weights">Updated.</param>
    /// <param name="gradient">As it comes; it is multiplied by <paramref name="gradientScale"/> (clipping).</param>
    /// <param name="first">The mean of gradients, updated.</param>
    /// <param name="second">The mean of squared gradients, updated.</param>
    /// <param name="step">1 for the first update.</param>
    /// <param name="learningRate">Above 0.</param>
    /// <param name="beta1">Decay of the mean.</param>
    /// <param name="beta2">Decay of the mean of squares.</param>
    /// <param name="epsilon">Added to the root, after the bias correction, as PyTorch does.</param>
    /// <param name="decoupledDecay">Weights shrink by learningRate times this; 0 for Adam.</param>
    /// <param name="gradientScale">1, or below it when gradients are clipped.</param>
    public static void Adam(
        Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, long step,
        float learningRate, float beta1, float beta2, float epsilon, float decoupledDecay, float gradientScale)
    {
        Check.Length(gradient.Length, weights.Length, nameof(gradient));
        Check.Length(first.Length, weights.Length, nameof(first));
        Check.Length(second.Length, weights.Length, nameof(second));
        var factors = new AdamFactors
        {
            Rate = (float)(learningRate / (1 - Math.Pow(beta1, step))),
            Correction = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step))),
            Shrink = 1 - learningRate * decoupledDecay,
            Beta1 = beta1,
            Beta2 = beta2,
            Epsilon = epsilon,
            GradientScale = gradientScale,
        };
        fixed (float* w = weights, g = gradient, m = first, v = second)
        {
            int done = SimdWidths.Best switch
            {
                SimdWidth.Vector512 => Adam<Simd512<float>>(factors, 0, weights.Length, w, g, m, v),
                SimdWidth.Vector256 => Adam<Simd256<float>>(factors, 0, weights.Length, w, g, m, v),
                SimdWidth.Vector128 => Adam<Simd128<float>>(factors, 0, weights.Length, w, g, m, v),
                _ => 0,
            };
            Adam<SimdScalar<float>>(factors, done, weights.Length, w, g, m, v);
        }
    }

    /// <summary>velocity = momentum velocity + g; weights -= learningRate velocity, or with Nesterov's step learningRate (g + momentum velocity); as PyTorch's SGD.</summary>
    public static void Sgd(
        Span<float> weights, ReadOnlySpan<float> gradient, Span<float> velocity,
        float learningRate, float momentum, bool nesterov, float decay, float gradientScale)
    {
        Check.Length(gradient.Length, weights.Length, nameof(gradient));
        Check.Length(velocity.Length, weights.Length, nameof(velocity));
        for (int i = 0; i < weights.Length; i++)
        {
            float g = gradient[i] * gradientScale + decay * weights[i];
            float v = velocity[i] = momentum * velocity[i] + g;
            weights[i] -= learningRate * (nesterov ? g + momentum * v : v);
        }
    }

    private static int Adam<V>(in AdamFactors factors, int from, int to, float* weights, float* gradient, float* first, float* second)
        where V : unmanaged, ISimd<V, float>
    {
        V rate = V.Broadcast(factors.Rate), correction = V.Broadcast(factors.Correction), shrink = V.Broadcast(factors.Shrink);
        V epsilon = V.Broadcast(factors.Epsilon), scale = V.Broadcast(factors.GradientScale);
        V part1 = V.Broadcast(1 - factors.Beta1), part2 = V.Broadcast(1 - factors.Beta2), beta2 = V.Broadcast(factors.Beta2);
        int i = from;
        for (; i <= to - V.Count; i += V.Count)
        {
            V g = V.Load(gradient + i) * scale, m = V.Load(first + i);
            m = V.MultiplyAdd(part1, g - m, m);
            V v = V.MultiplyAdd(part2, g * g, beta2 * V.Load(second + i));
            V.Store(m, first + i);
            V.Store(v, second + i);
            V move = rate * m / V.MultiplyAdd(V.Sqrt(v), correction, epsilon);
            V.Store(V.Load(weights + i) * shrink - move, weights + i);
        }
        return i;
    }

    private struct AdamFactors
    {
        public float Rate, Correction, Shrink, Beta1, Beta2, Epsilon, GradientScale;
    }
}
