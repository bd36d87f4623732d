using System.Buffers;

namespace EmotionKit.Neural.Kernels;

/// <summary>Gradients of a recurrent layer's weights, one product over all rows and steps.</summary>
internal static unsafe class RecurrentWeights
{
    /// <summary>dKernel = x^T d and dRecurrent = (h of the step before)^T d, overwritten; d [batch, time, width] is 0 where a row has no step.</summary>
    /// <param name="g">Shape.</param>
    /// <param name="lengths">Steps of each row, or empty.</param>
    /// <param name="x">The layer's input.</param>
    /// <param name="h">The layer's output.</param>
    /// <param name="d">[batch, time, width]: gradients before the gates.</param>
    /// <param name="ownCandidate">[batch, time, units]: what stands for the last columns of d in dRecurrent; or empty.</param>
    /// <param name="dKernel">[input, width].</param>
    /// <param name="dRecurrent">[units, width].</param>
    /// <param name="threads">Threads at most.</param>
    public static void Gradients(
        RecurrentGeometry g, ReadOnlySpan<int> lengths, ReadOnlySpan<float> x, ReadOnlySpan<float> h, ReadOnlySpan<float> d,
        ReadOnlySpan<float> ownCandidate, Span<float> dKernel, Span<float> dRecurrent, int threads)
    {
        // Side by side, so that d is packed once.
        int rows = g.Batch * g.Time, both = g.Input + g.Units, width = dKernel.Length / g.Input;
        float[] joined = ArrayPool<float>.Shared.Rent(rows * both), gradients = ArrayPool<float>.Shared.Rent(both * width);
        int[] steps = new int[g.Batch];
        for (int r = 0; r < g.Batch; r++)
            steps[r] = g.Steps(lengths, r);
        fixed (float* px = x, ph = h, target = joined)
        {
            float* inputs = px, outputs = ph, sides = target;
            ParallelLoop.Run(g.Batch, threads, r => Join(g, steps[r], inputs + (nint)r * g.Time * g.Input, outputs + (nint)r * g.Time * g.Units, sides + (nint)r * g.Time * both));
        }
        Gemm.Multiply(true, false, both, width, rows, joined, both, d, width, 0, gradients, width, threads);
        gradients.AsSpan(0, dKernel.Length).CopyTo(dKernel);
        gradients.AsSpan(dKernel.Length, dRecurrent.Length).CopyTo(dRecurrent);
        if (!ownCandidate.IsEmpty)
        {
            Gemm.Multiply(
                true, false, g.Units, g.Units, rows, joined.AsSpan(g.Input), both, ownCandidate, g.Units, 0, dRecurrent[(width - g.Units)..], width, threads);
        }
        ArrayPool<float>.Shared.Return(joined);
        ArrayPool<float>.Shared.Return(gradients);
    }

    /// <summary>Writes a row's input beside its state before each step.</summary>
    private static void Join(in RecurrentGeometry g, int steps, float* x, float* h, float* joined)
    {
        for (int t = 0; t < g.Time; t++)
        {
            var target = new Span<float>(joined + (nint)t * (g.Input + g.Units), g.Input + g.Units);
            new ReadOnlySpan<float>(x + (nint)t * g.Input, g.Input).CopyTo(target);
            int before = g.Reverse ? t + 1 : t - 1;
            if (before >= 0 && before < steps)
                new ReadOnlySpan<float>(h + (nint)before * g.Units, g.Units).CopyTo(target[g.Input..]);
            else
                target[g.Input..].Clear();
        }
    }
}
