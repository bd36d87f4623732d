namespace EmotionKit.Neural.Kernels;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber, 1997) with the gates i, f, g (cell candidate), o; zero initial state.</summary>
/// <remarks>kernel [input, 4 units], recurrent [units, 4 units], bias [4 units]. A row's steps at and after its length give h = 0 and carry the last state.</remarks>
internal static class LstmKernel
{
    /// <summary>Numbers that <see cref="Forward"/> keeps for <see cref="Backward"/>.</summary>
    public static int SavedLength(in RecurrentGeometry g) => checked(g.OutputLength * 6);

    /// <param name="g">Shape.</param>
    /// <param name="x">[batch, time, input].</param>
    /// <param name="kernel">[input, 4 units].</param>
    /// <param name="recurrent">[units, 4 units].</param>
    /// <param name="bias">[4 units].</param>
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
        Check.Length(bias.Length, 4 * g.Units, nameof(bias));
        int units = g.Units, width = 4 * units, rows = g.Batch * g.Time;
        if (!saved.IsEmpty)
            Check.Length(saved.Length, SavedLength(g), nameof(saved));
        Span<float> gates = saved.IsEmpty ? new float[rows * width] : saved[..(rows * width)];
        Span<float> cells = saved.IsEmpty ? new float[rows * units] : saved.Slice(rows * width, rows * units);
        Span<float> squashed = saved.IsEmpty ? new float[rows * units] : saved[(rows * (width + units))..];
        Gemm.Multiply(false, false, rows, width, g.Input, x, g.Input, kernel, width, 0, gates, width, bias, Activation.None, threads);
        h.Clear();
        float[] state = new float[units], cell = new float[units];
        for (int r = 0; r < g.Batch; r++)
        {
            Array.Clear(state);
            Array.Clear(cell);
            int steps = g.Steps(lengths, r);
            for (int s = 0; s < steps; s++)
            {
                int at = r * g.Time + g.At(s, steps);
                Span<float> z = gates.Slice(at * width, width);
                Gemm.Multiply(false, false, 1, width, units, state, units, recurrent, width, 1, z, width, 1);
                Activations.Sigmoid(z[..(2 * units)], z[..(2 * units)]);
                Activations.Tanh(z.Slice(2 * units, units), z.Slice(2 * units, units));
                Activations.Sigmoid(z[(3 * units)..], z[(3 * units)..]);
                for (int u = 0; u < units; u++)
                    cell[u] = float.MultiplyAddEstimate(z[units + u], cell[u], z[u] * z[2 * units + u]);
                Span<float> squash = squashed.Slice(at * units, units);
                Activations.Tanh(cell, squash);
                VectorOps.Multiply(z[(3 * units)..], squash, state);
                cell.CopyTo(cells.Slice(at * units, units));
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
        Check.Length(dBias.Length, 4 * g.Units, nameof(dBias));
        int units = g.Units, width = 4 * units, rows = g.Batch * g.Time;
        if (!dh.IsEmpty)
            Check.Length(dh.Length, h.Length, nameof(dh));
        Span<float> gates = saved[..(rows * width)];
        ReadOnlySpan<float> cells = saved.Slice(rows * width, rows * units), squashed = saved[(rows * (width + units))..];
        float[] former = new float[rows * units];
        float[] dState = new float[units], dCell = new float[units];
        for (int r = 0; r < g.Batch; r++)
        {
            Array.Clear(dState);
            Array.Clear(dCell);
            if (!dLastState.IsEmpty)
                dLastState.Slice(r * units, units).CopyTo(dState);
            int steps = g.Steps(lengths, r);
            gates.Slice((r * g.Time + steps) * width, (g.Time - steps) * width).Clear();
            for (int s = steps - 1; s >= 0; s--)
            {
                int at = r * g.Time + g.At(s, steps), before = s > 0 ? r * g.Time + g.At(s - 1, steps) : -1;
                Span<float> z = gates.Slice(at * width, width);
                ReadOnlySpan<float> squash = squashed.Slice(at * units, units);
                for (int u = 0; u < units; u++)
                {
                    float input = z[u], forget = z[units + u], candidate = z[2 * units + u], output = z[3 * units + u];
                    float d = dState[u] + (dh.IsEmpty ? 0 : dh[at * units + u]);
                    float dc = dCell[u] + d * output * (1 - squash[u] * squash[u]);
                    float cellBefore = before < 0 ? 0 : cells[before * units + u];
                    z[u] = dc * candidate * input * (1 - input);
                    z[units + u] = dc * cellBefore * forget * (1 - forget);
                    z[2 * units + u] = dc * input * (1 - candidate * candidate);
                    z[3 * units + u] = d * squash[u] * output * (1 - output);
                    dCell[u] = dc * forget;
                }
                Gemm.Multiply(false, true, 1, units, width, z, width, recurrent, width, 0, dState, units, 1);
                if (before >= 0)
                    h.Slice(before * units, units).CopyTo(former.AsSpan(at * units, units));
            }
        }
        if (!dx.IsEmpty)
        {
            Check.Length(dx.Length, x.Length, nameof(dx));
            Gemm.Multiply(false, true, rows, g.Input, width, gates, width, kernel, width, 0, dx, g.Input, threads);
        }
        Gemm.Multiply(true, false, g.Input, width, rows, x, g.Input, gates, width, 0, dKernel, width, threads);
        Gemm.Multiply(true, false, units, width, rows, former, units, gates, width, 0, dRecurrent, width, threads);
        VectorOps.ColumnSums(rows, width, gates, dBias);
    }

    private static void CheckLengths(in RecurrentGeometry g, int x, int kernel, int recurrent, ReadOnlySpan<int> lengths, int h, int lastState)
    {
        g.Validate(lengths);
        Check.Length(x, g.InputLength, "x");
        Check.Length(kernel, checked(g.Input * 4 * g.Units), "kernel");
        Check.Length(recurrent, checked(g.Units * 4 * g.Units), "recurrent");
        Check.Length(h, g.OutputLength, "h");
        if (lastState > 0)
            Check.Length(lastState, g.StateLength, "lastState");
    }
}
