using System.Buffers;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber, 1997) with the gates i, f, g (cell candidate), o; zero initial state.</summary>
/// <remarks>kernel [input, 4 units], recurrent [units, 4 units], bias [4 units]. A row's steps at and after its length give h = 0 and carry the last state.</remarks>
internal static unsafe class LstmKernel
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
        float[]? scratch = saved.IsEmpty ? ArrayPool<float>.Shared.Rent(rows * width) : null;
        Span<float> gates = (scratch ?? saved)[..(rows * width)];
        Gemm.Multiply(false, false, rows, width, g.Input, x, g.Input, kernel, width, 0, gates, width, bias, Activation.None, threads);
        RowSchedule[] schedules = RowSchedule.Create(g, lengths, threads);
        fixed (float* pRecurrent = recurrent, pGates = gates, pSaved = saved, pH = h, pLast = lastState)
        {
            float* cells = pSaved == null ? null : pSaved + (nint)rows * width;
            float* squashed = pSaved == null ? null : cells + (nint)rows * units;
            switch (SimdWidths.Best)
            {
                case SimdWidth.Vector512: LstmSteps<Simd512<float>>.Forward(g, schedules, pRecurrent, pGates, cells, squashed, pH, pLast); break;
                case SimdWidth.Vector256: LstmSteps<Simd256<float>>.Forward(g, schedules, pRecurrent, pGates, cells, squashed, pH, pLast); break;
                case SimdWidth.Vector128: LstmSteps<Simd128<float>>.Forward(g, schedules, pRecurrent, pGates, cells, squashed, pH, pLast); break;
                default: LstmSteps<SimdScalar<float>>.Forward(g, schedules, pRecurrent, pGates, cells, squashed, pH, pLast); break;
            }
        }
        if (scratch is not null)
            ArrayPool<float>.Shared.Return(scratch);
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
        if (!dx.IsEmpty)
            Check.Length(dx.Length, x.Length, nameof(dx));
        RowSchedule[] schedules = RowSchedule.Create(g, lengths, threads);
        fixed (float* pRecurrent = recurrent, pGates = saved, pDh = dh, pLast = dLastState)
        {
            float* cells = pGates + (nint)rows * width, squashed = cells + (nint)rows * units;
            switch (SimdWidths.Best)
            {
                case SimdWidth.Vector512: LstmSteps<Simd512<float>>.Backward(g, schedules, pRecurrent, pGates, cells, squashed, pDh, pLast); break;
                case SimdWidth.Vector256: LstmSteps<Simd256<float>>.Backward(g, schedules, pRecurrent, pGates, cells, squashed, pDh, pLast); break;
                case SimdWidth.Vector128: LstmSteps<Simd128<float>>.Backward(g, schedules, pRecurrent, pGates, cells, squashed, pDh, pLast); break;
                default: LstmSteps<SimdScalar<float>>.Backward(g, schedules, pRecurrent, pGates, cells, squashed, pDh, pLast); break;
            }
        }
        ReadOnlySpan<float> dGates = saved[..(rows * width)];
        if (!dx.IsEmpty)
            Gemm.Multiply(false, true, rows, g.Input, width, dGates, width, kernel, width, 0, dx, g.Input, threads);
        RecurrentWeights.Gradients(g, lengths, x, h, dGates, [], dKernel, dRecurrent, threads);
        VectorOps.ColumnSums(rows, width, dGates, dBias, threads);
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
