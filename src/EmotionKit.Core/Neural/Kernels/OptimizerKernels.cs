namespace EmotionKit.Neural.Kernels;

/// <summary>One update of a parameter, in place.</summary>
internal static class OptimizerKernels
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
        float rate = (float)(learningRate / (1 - Math.Pow(beta1, step)));
        float correction = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step)));
        float shrink = 1 - learningRate * decoupledDecay;
        for (int i = 0; i < weights.Length; i++)
        {
            float g = gradient[i] * gradientScale;
            float m = first[i] = beta1 * first[i] + (1 - beta1) * g;
            float v = second[i] = beta2 * second[i] + (1 - beta2) * g * g;
            weights[i] = weights[i] * shrink - rate * m / (MathF.Sqrt(v) * correction + epsilon);
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
}
