namespace EmotionKit.Neural;

/// <summary>The loss of what enters the last layer, softmax or sigmoid, and its gradient; in double precision.</summary>
/// <remarks>One unit z before a sigmoid is treated as the two logits 0 and z before a softmax, which is the same.</remarks>
internal sealed class LossFunction(int classes, bool isBinary, LossKind kind, double gamma)
{
    private readonly double[] _logs = new double[classes];
    private readonly double[] _slopes = new double[classes];

    /// <summary>Units before the last layer.</summary>
    public int Units => isBinary ? 1 : classes;

    /// <summary>The loss of one row.</summary>
    /// <param name="logits">As many as there are <see cref="Units"/>.</param>
    /// <param name="target">A probability per class.</param>
    /// <param name="factor">Multiplies the gradient.</param>
    /// <param name="gradient">By the logits; or empty.</param>
    public double Row(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, double factor, Span<float> gradient)
    {
        LogSoftmax(logits);
        double loss = 0, total = 0;
        for (int k = 0; k < classes; k++)
        {
            double log = _logs[k], p = Math.Exp(log), t = target[k];
            if (kind == LossKind.Focal)
            {
                double rest = Math.Max(-double.ExpM1(log), 1e-300), power = Math.Pow(rest, gamma);
                loss -= t == 0 ? 0 : t * power * log;
                _slopes[k] = t == 0 ? 0 : t * (gamma * power / rest * p * log - power);
            }
            else
            {
                loss -= t == 0 ? 0 : t * log;
                _slopes[k] = -t;
            }
            total += _slopes[k];
        }
        if (gradient.IsEmpty)
            return loss;
        for (int u = 0; u < gradient.Length; u++)
        {
            int k = isBinary ? 1 : u;
            gradient[u] = (float)(factor * (_slopes[k] - Math.Exp(_logs[k]) * total));
        }
        return loss;
    }

    /// <summary>The class of the largest logit; the first among equals.</summary>
    public int Predict(ReadOnlySpan<float> logits)
    {
        if (isBinary)
            return logits[0] > 0 ? 1 : 0;
        int best = 0;
        for (int k = 1; k < logits.Length; k++)
        {
            if (logits[k] > logits[best])
                best = k;
        }
        return best;
    }

    private void LogSoftmax(ReadOnlySpan<float> logits)
    {
        double max = isBinary ? Math.Max(0.0, logits[0]) : double.NegativeInfinity, sum = 0;
        for (int k = 0; k < classes; k++)
        {
            _logs[k] = isBinary ? (k == 0 ? 0 : logits[0]) : logits[k];
            max = Math.Max(max, _logs[k]);
        }
        for (int k = 0; k < classes; k++)
            sum += Math.Exp(_logs[k] - max);
        double log = max + Math.Log(sum);
        for (int k = 0; k < classes; k++)
            _logs[k] -= log;
    }
}
