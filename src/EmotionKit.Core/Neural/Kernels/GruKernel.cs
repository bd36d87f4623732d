namespace EmotionKit.Neural.Kernels;

/// <summary>Gated recurrent unit (Cho et al., 2014) with the gates z, r, h (candidate) and the reset after the recurrent product, as ONNX's
/// linear_before_reset = 1, Keras' reset_after and PyTorch have it; zero initial state.</summary>
/// <remarks>z = sigmoid(x Kz + bz + h Rz + rz), r = sigmoid(x Kr + br + h Rr + rr), n = tanh(x Kh + bh + r (h Rh + rh)), h = (1 - z) n + z h.
/// kernel [input, 3 units], recurrent [units, 3 units], bias [6 units]: the input's bz, br, bh, then the recurrent product's rz, rr, rh, which is
/// the layout of ONNX's B. A row's steps at and after its length give h = 0 and carry the last state.</remarks>
internal static class GruKernel
{
    /// <summary>Numbers that <see cref="Forward"/> keeps for <see cref="Backward"/>.</summary>
    public static int SavedLength(in RecurrentGeometry g) => checked(g.OutputLength * 4);

    /// <param name="g">Shape.</param>
    /// <param name="x">[batch, time, input].</param>
    /// <param name="kernel">[input, 3 units].</param>
    /// <param name="recurrent">[units, 3 units].</param>
    /// <param name="bias">[6 units].</param>
    /// <param name="lengths">Steps of each row, or empty: all.</param>
    /// <param name="h">[batch, time, units], written.</param>
    /// <param name="lastState">[batch, units], h after the last step that was run, written; or empty.</param>
    /// <param name="saved"><see cref="SavedLength"/> numbers for the backward pass; or empty.</param>
    /// <param name="threads">Threads at most.</param>
    public static void Forward(
        in RecurrentGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> kernel, ReadOnlySpan<float> recurrent, ReadOnlySpan<float> bias,
        ReadOnlySpan<int> lengths, Span<float> h, Span<float> lastState, Span<float> saved, int threads)
    {
        CheckLengths(g, x.Length, kernel.Length, recurrent.Length, lengths, h.Length, lastState.Length);
        Check.Length(bias.Length, 6 * g.Units, nameof(bias));
        int units = g.Units, width = 3 * units, rows = g.Batch * g.Time;
        if (!saved.IsEmpty)
            Check.Length(saved.Length, SavedLength(g), nameof(saved));
        Span<float> gates = saved.IsEmpty ? new float[rows * width] : saved[..(rows * width)];
        Span<float> products = saved.IsEmpty ? new float[rows * units] : saved[(rows * width)..];
        Gemm.Multiply(false, false, rows, width, g.Input, x, g.Input, kernel, width, 0, gates, width, bias[..width], Activation.None, threads);
        h.Clear();
        float[] state = new float[units], product = new float[width];
        for (int r = 0; r < g.Batch; r++)
        {
            Array.Clear(state);
            int steps = g.Steps(lengths, r);
            for (int s = 0; s < steps; s++)
            {
                int at = r * g.Time + g.At(s, steps);
                Span<float> z = gates.Slice(at * width, width);
                bias[width..].CopyTo(product);
                Gemm.Multiply(false, false, 1, width, units, state, units, recurrent, width, 1, product, width, 1);
                VectorOps.Add(z[..(2 * units)], product.AsSpan(0, 2 * units), z[..(2 * units)]);
                Activations.Sigmoid(z[..(2 * units)], z[..(2 * units)]);
                for (int u = 0; u < units; u++)
                    z[2 * units + u] = float.MultiplyAddEstimate(z[units + u], product[2 * units + u], z[2 * units + u]);
                Activations.Tanh(z[(2 * units)..], z[(2 * units)..]);
                for (int u = 0; u < units; u++)
                    state[u] = z[2 * units + u] + z[u] * (state[u] - z[2 * units + u]);
                product.AsSpan(2 * units).CopyTo(products.Slice(at * units, units));
                state.CopyTo(h.Slice(at * units, units));
            }
            if (!lastState.IsEmpty)
                state.CopyTo(lastState.Slice(r * units, units));
        }
    }

    /// <summary>Gradients of the input and the weights, overwritten.</summary>
    /// <param name="g">As in the forward pass.</param>
    /// <param name="x">As in the forward pass.</param>
    /// <param name="kernel">As in the forward pass.</param>
    /// <param name="recurrent">As in the forward pass.</param>
    /// <param name="lengths">As in the forward pass.</param>
    /// <param name="h">The forward pass's output.</param>
    /// <param name="saved">What the forward pass kept; its content is used up.</param>
    /// <param name="dh">[batch, time, units], or empty: 0. Steps at and after a row's length are ignored.</param>
    /// <param name="dLastState">[batch, units], or empty: 0.</param>
    /// <param name="dx">[batch, time, input], or empty: not wanted.</param>
    /// <param name="dKernel">As kernel.</param>
    /// <param name="dRecurrent">As recurrent.</param>
    /// <param name="dBias">As bias.</param>
    /// <param name="threads">Threads at most.</param>
    public static void Backward(
        in RecurrentGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> kernel, ReadOnlySpan<float> recurrent, ReadOnlySpan<int> lengths,
        ReadOnlySpan<float> h, Span<float> saved, ReadOnlySpan<float> dh, ReadOnlySpan<float> dLastState,
        Span<float> dx, Span<float> dKernel, Span<float> dRecurrent, Span<float> dBias, int threads)
    {
        CheckLengths(g, x.Length, kernel.Length, recurrent.Length, lengths, h.Length, dLastState.Length);
        Check.Length(saved.Length, SavedLength(g), nameof(saved));
        Check.Length(dKernel.Length, kernel.Length, nameof(dKernel));
        Check.Length(dRecurrent.Length, recurrent.Length, nameof(dRecurrent));
        Check.Length(dBias.Length, 6 * g.Units, nameof(dBias));
        int units = g.Units, width = 3 * units, rows = g.Batch * g.Time;
        if (!dh.IsEmpty)
            Check.Length(dh.Length, h.Length, nameof(dh));
        Span<float> gates = saved[..(rows * width)];
        ReadOnlySpan<float> products = saved[(rows * width)..];
        float[] former = new float[rows * units], dProducts = new float[rows * width];
        float[] dState = new float[units], through = new float[units];
        for (int r = 0; r < g.Batch; r++)
        {
            Array.Clear(dState);
            if (!dLastState.IsEmpty)
                dLastState.Slice(r * units, units).CopyTo(dState);
            int steps = g.Steps(lengths, r);
            gates.Slice((r * g.Time + steps) * width, (g.Time - steps) * width).Clear();
            for (int s = steps - 1; s >= 0; s--)
            {
                int at = r * g.Time + g.At(s, steps);
                if (s > 0)
                    h.Slice((r * g.Time + g.At(s - 1, steps)) * units, units).CopyTo(former.AsSpan(at * units, units));
                Span<float> z = gates.Slice(at * width, width), dProduct = dProducts.AsSpan(at * width, width);
                for (int u = 0; u < units; u++)
                {
                    float update = z[u], reset = z[units + u], candidate = z[2 * units + u];
                    float d = dState[u] + (dh.IsEmpty ? 0 : dh[at * units + u]);
                    float dCandidate = d * (1 - update) * (1 - candidate * candidate);
                    z[u] = dProduct[u] = d * (former[at * units + u] - candidate) * update * (1 - update);
                    z[units + u] = dProduct[units + u] = dCandidate * products[at * units + u] * reset * (1 - reset);
                    z[2 * units + u] = dCandidate;
                    dProduct[2 * units + u] = dCandidate * reset;
                    through[u] = d * update;
                }
                Gemm.Multiply(false, true, 1, units, width, dProduct, width, recurrent, width, 0, dState, units, 1);
                VectorOps.Add(dState, through, dState);
            }
        }
        if (!dx.IsEmpty)
        {
            Check.Length(dx.Length, x.Length, nameof(dx));
            Gemm.Multiply(false, true, rows, g.Input, width, gates, width, kernel, width, 0, dx, g.Input, threads);
        }
        Gemm.Multiply(true, false, g.Input, width, rows, x, g.Input, gates, width, 0, dKernel, width, threads);
        Gemm.Multiply(true, false, units, width, rows, former, units, dProducts, width, 0, dRecurrent, width, threads);
        VectorOps.ColumnSums(rows, width, gates, dBias[..width]);
        VectorOps.ColumnSums(rows, width, dProducts, dBias[width..]);
    }

    private static void CheckLengths(in RecurrentGeometry g, int x, int kernel, int recurrent, ReadOnlySpan<int> lengths, int h, int lastState)
    {
        g.Validate(lengths);
        Check.Length(x, g.InputLength, "x");
        Check.Length(kernel, checked(g.Input * 3 * g.Units), "kernel");
        Check.Length(recurrent, checked(g.Units * 3 * g.Units), "recurrent");
        Check.Length(h, g.OutputLength, "h");
        if (lastState > 0)
            Check.Length(lastState, g.StateLength, "lastState");
    }
}
