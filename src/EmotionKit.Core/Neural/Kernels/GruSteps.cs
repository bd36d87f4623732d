using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>The time loops of <see cref="GruKernel"/>: rows do not meet, so a thread takes its rows through all steps.</summary>
internal static unsafe class GruSteps<V>
    where V : unmanaged, ISimd<V, float>
{
    private static readonly ScratchPool<PackedMatrix<V>> Weights = new(static () => new PackedMatrix<V>());

    /// <summary>From the input's products to the gates, in place, and to h.</summary>
    /// <param name="g">Shape.</param>
    /// <param name="schedules">The rows of each thread.</param>
    /// <param name="recurrent">[units, 3 units].</param>
    /// <param name="bias">[3 units], of the recurrent product.</param>
    /// <param name="gates">[batch, time, 3 units].</param>
    /// <param name="candidates">[batch, time, units], the candidate's part of the recurrent product; or null.</param>
    /// <param name="h">[batch, time, units].</param>
    /// <param name="lastState">[batch, units], or null.</param>
    public static void Forward(
        RecurrentGeometry g, RowSchedule[] schedules, float* recurrent, float* bias, float* gates, float* candidates, float* h, float* lastState)
    {
        PackedMatrix<V> weights = Weights.Rent();
        weights.Pack(recurrent, 3 * g.Units, transposed: false, g.Units, 3 * g.Units);
        ParallelLoop.Run(schedules.Length, schedules.Length, i => Forward(g, schedules[i], weights, bias, gates, candidates, h, lastState));
        Weights.Return(weights);
    }

    /// <summary>From the gates to the gradients before them, in place; the candidates become the gradient of theirs.</summary>
    /// <param name="g">Shape.</param>
    /// <param name="schedules">The rows of each thread.</param>
    /// <param name="recurrent">[units, 3 units].</param>
    /// <param name="gates">[batch, time, 3 units].</param>
    /// <param name="candidates">[batch, time, units].</param>
    /// <param name="h">[batch, time, units].</param>
    /// <param name="dh">[batch, time, units], or null.</param>
    /// <param name="dLastState">[batch, units], or null.</param>
    public static void Backward(
        RecurrentGeometry g, RowSchedule[] schedules, float* recurrent, float* gates, float* candidates, float* h, float* dh, float* dLastState)
    {
        PackedMatrix<V> turned = Weights.Rent();
        turned.Pack(recurrent, 3 * g.Units, transposed: true, 3 * g.Units, g.Units);
        ParallelLoop.Run(schedules.Length, schedules.Length, i => Backward(g, schedules[i], turned, gates, candidates, h, dh, dLastState));
        Weights.Return(turned);
    }

    private static void Forward(
        in RecurrentGeometry g, RowSchedule schedule, PackedMatrix<V> recurrent, float* bias, float* gates, float* candidates, float* h, float* lastState)
    {
        int units = g.Units, width = recurrent.Columns, whole = units / V.Count * V.Count;
        RecurrentScratch scratch = RecurrentScratch.Pool.Rent();
        scratch.Clear(schedule.Rows.Length, units, 0, width);
        int active = schedule.Rows.Length;
        for (int s = 0; s < schedule.Longest; s++)
        {
            active = schedule.Active(s, active);
            if (s > 0)
                recurrent.Multiply(active, scratch.Table, scratch.Product, width);
            for (int i = 0; i < active; i++)
            {
                nint at = (nint)schedule.Rows[i] * g.Time + g.At(s, schedule.Steps[i]);
                var row = new GruRow
                {
                    Units = units,
                    Gates = gates + 3 * at * units,
                    Product = scratch.Product + (nint)i * width,
                    Bias = bias,
                    Carried = scratch.Table[i],
                    H = h + at * units,
                    Candidate = candidates == null ? null : candidates + at * units,
                };
                row.Forward<V>(0, whole);
                row.Forward<SimdScalar<float>>(whole, units);
            }
        }
        for (int i = 0; i < schedule.Rows.Length; i++)
        {
            nint row = schedule.Rows[i];
            new Span<float>(h + (row * g.Time + schedule.Steps[i]) * units, (g.Time - schedule.Steps[i]) * units).Clear();
            if (lastState != null)
                new Span<float>(scratch.Table[i], units).CopyTo(new Span<float>(lastState + row * units, units));
        }
        RecurrentScratch.Pool.Return(scratch);
    }

    private static void Backward(
        in RecurrentGeometry g, RowSchedule schedule, PackedMatrix<V> turned, float* gates, float* candidates, float* h, float* dh, float* dLastState)
    {
        int units = g.Units, width = turned.Columns, rows = schedule.Rows.Length, whole = units / V.Count * V.Count;
        RecurrentScratch scratch = RecurrentScratch.Pool.Rent();
        scratch.Clear(rows, 3 * units, 2 * units, width);
        float* zeros = scratch.Cell + (nint)rows * units;
        for (int i = 0; i < rows; i++)
        {
            nint row = schedule.Rows[i], unused = g.Time - schedule.Steps[i];
            if (dLastState != null)
                new Span<float>(dLastState + row * units, units).CopyTo(new Span<float>(scratch.Product + (nint)i * width, units));
            nint end = row * g.Time + schedule.Steps[i];
            new Span<float>(gates + 3 * end * units, (int)(3 * unused * units)).Clear();
            new Span<float>(candidates + end * units, (int)(unused * units)).Clear();
        }
        int active = 0;
        for (int s = schedule.Longest - 1; s >= 0; s--)
        {
            if (s < schedule.Longest - 1)
                turned.Multiply(active, scratch.Table, scratch.Product, width);
            while (active < rows && schedule.Steps[active] > s)
                active++;
            for (int i = 0; i < active; i++)
            {
                int steps = schedule.Steps[i];
                nint start = (nint)schedule.Rows[i] * g.Time, at = start + g.At(s, steps);
                var row = new GruRow
                {
                    Units = units,
                    Gates = gates + 3 * at * units,
                    Product = scratch.Product + (nint)i * width,
                    Carried = scratch.Cell + (nint)i * units,
                    Gradient = scratch.Table[i],
                    H = dh == null ? zeros : dh + at * units,
                    Former = s == 0 ? zeros : h + (start + g.At(s - 1, steps)) * units,
                    Candidate = candidates + at * units,
                };
                row.Backward<V>(0, whole);
                row.Backward<SimdScalar<float>>(whole, units);
            }
        }
        RecurrentScratch.Pool.Return(scratch);
    }
}
