namespace EmotionKit.Onnx;

/// <summary>Makes probabilities and decisions of a model's first output.</summary>
internal static class Scores
{
    /// <param name="postProcess">What to do.</param>
    /// <param name="values">One row's values, changed in place.</param>
    /// <param name="classes">Length of the last dimension, over which softmax runs.</param>
    public static void Apply(OnnxPostProcess postProcess, Span<float> values, int classes)
    {
        if (postProcess == OnnxPostProcess.Sigmoid)
        {
            foreach (ref float value in values)
                value = 1 / (1 + MathF.Exp(-value));
            return;
        }
        if (postProcess != OnnxPostProcess.Softmax)
            return;
        for (int start = 0; start < values.Length; start += classes)
            Softmax(values.Slice(start, classes));
    }

    /// <summary>The 1-based class of the highest score, the first of equals; 0, the missing key, where a score is not a number.</summary>
    public static uint Decide(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i]))
                return 0;
            if (scores[i] > scores[best])
                best = i;
        }
        if (scores.Length == 1)
            return scores[0] >= 0.5f ? 2u : 1u;
        return (uint)best + 1;
    }

    /// <summary>Shifted by the maximum, so that nothing overflows.</summary>
    private static void Softmax(Span<float> values)
    {
        float maximum = float.NegativeInfinity;
        foreach (float value in values)
            maximum = MathF.Max(maximum, value);
        double sum = 0;
        foreach (ref float value in values)
        {
            value = MathF.Exp(value - maximum);
            sum += value;
        }
        foreach (ref float value in values)
            value = (float)(value / sum);
    }
}
