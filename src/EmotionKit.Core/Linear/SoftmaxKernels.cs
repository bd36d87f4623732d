using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Linear;

/// <summary>The two matrix products of softmax regression, single-precision rows against double-precision weights.</summary>
internal static class SoftmaxKernels
{
    private const int Lanes = 4;
    private const int Step = 2 * Lanes;

    /// <summary>logits[k] = intercepts[k] + sum over j of weights[k, j] * row[j].</summary>
    public static void Logits(ReadOnlySpan<float> row, ReadOnlySpan<double> weights, ReadOnlySpan<double> intercepts, Span<double> logits)
    {
        int columns = row.Length;
        int classes = intercepts.Length;
        Check.Length(weights.Length, columns * classes, nameof(weights));
        int k = 0;
        for (; k <= classes - 4; k += 4)
            FourLogits(row, weights.Slice(k * columns, 4 * columns), logits.Slice(k, 4));
        for (; k < classes; k++)
            logits[k] = OneLogit(row, weights.Slice(k * columns, columns));
        for (k = 0; k < classes; k++)
            logits[k] += intercepts[k];
    }

    /// <summary>gradient[k, j] += sum over the given rows i of residuals[i, k] * rows[i, j].</summary>
    public static void AddOuter(ReadOnlySpan<float> rows, int columns, ReadOnlySpan<double> residuals, int classes, Span<double> gradient)
    {
        int count = residuals.Length / classes;
        Check.Length(rows.Length, count * columns, nameof(rows));
        Check.Length(gradient.Length, classes * columns, nameof(gradient));
        int i = 0;
        for (; i <= count - 4; i += 4)
            AddFourRows(rows.Slice(i * columns, 4 * columns), columns, residuals.Slice(i * classes, 4 * classes), classes, gradient);
        for (; i < count; i++)
            AddOneRow(rows.Slice(i * columns, columns), residuals.Slice(i * classes, classes), gradient);
    }

    /// <summary>Turns logits into probabilities in place; returns the logarithm of the sum of their exponentials.</summary>
    public static double Softmax(Span<double> logits)
    {
        double max = double.NegativeInfinity;
        foreach (double value in logits)
            max = Math.Max(max, value);
        double sum = 0;
        for (int k = 0; k < logits.Length; k++)
            sum += logits[k] = Math.Exp(logits[k] - max);
        for (int k = 0; k < logits.Length; k++)
            logits[k] /= sum;
        return max + Math.Log(sum);
    }

    private static void FourLogits(ReadOnlySpan<float> row, ReadOnlySpan<double> weights, Span<double> logits)
    {
        int columns = row.Length;
        ref float x = ref MemoryMarshal.GetReference(row);
        ref double w0 = ref MemoryMarshal.GetReference(weights);
        ref double w1 = ref Unsafe.Add(ref w0, columns);
        ref double w2 = ref Unsafe.Add(ref w1, columns);
        ref double w3 = ref Unsafe.Add(ref w2, columns);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
        int j = 0;
        for (; j <= columns - Step; j += Step)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)j));
            s0 = Vector256.FusedMultiplyAdd(low, Load(ref w0, j), s0);
            t0 = Vector256.FusedMultiplyAdd(high, Load(ref w0, j + Lanes), t0);
            s1 = Vector256.FusedMultiplyAdd(low, Load(ref w1, j), s1);
            t1 = Vector256.FusedMultiplyAdd(high, Load(ref w1, j + Lanes), t1);
            s2 = Vector256.FusedMultiplyAdd(low, Load(ref w2, j), s2);
            t2 = Vector256.FusedMultiplyAdd(high, Load(ref w2, j + Lanes), t2);
            s3 = Vector256.FusedMultiplyAdd(low, Load(ref w3, j), s3);
            t3 = Vector256.FusedMultiplyAdd(high, Load(ref w3, j + Lanes), t3);
        }
        logits[0] = Vector256.Sum(s0 + t0);
        logits[1] = Vector256.Sum(s1 + t1);
        logits[2] = Vector256.Sum(s2 + t2);
        logits[3] = Vector256.Sum(s3 + t3);
        for (; j < columns; j++)
        {
            double value = row[j];
            for (int k = 0; k < 4; k++)
                logits[k] = Math.FusedMultiplyAdd(value, weights[k * columns + j], logits[k]);
        }
    }

    /// <summary>The sum over j of weights[j] * row[j].</summary>
    public static double OneLogit(ReadOnlySpan<float> row, ReadOnlySpan<double> weights)
    {
        ref float x = ref MemoryMarshal.GetReference(row);
        ref double w = ref MemoryMarshal.GetReference(weights);
        Vector256<double> s = default, t = default;
        int j = 0;
        for (; j <= row.Length - Step; j += Step)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)j));
            s = Vector256.FusedMultiplyAdd(low, Load(ref w, j), s);
            t = Vector256.FusedMultiplyAdd(high, Load(ref w, j + Lanes), t);
        }
        double sum = Vector256.Sum(s + t);
        for (; j < row.Length; j++)
            sum = Math.FusedMultiplyAdd(row[j], weights[j], sum);
        return sum;
    }

    private static void AddFourRows(ReadOnlySpan<float> rows, int columns, ReadOnlySpan<double> residuals, int classes, Span<double> gradient)
    {
        ref float x0 = ref MemoryMarshal.GetReference(rows);
        ref float x1 = ref Unsafe.Add(ref x0, columns);
        ref float x2 = ref Unsafe.Add(ref x1, columns);
        ref float x3 = ref Unsafe.Add(ref x2, columns);
        ref double origin = ref MemoryMarshal.GetReference(gradient);
        ref double r0 = ref MemoryMarshal.GetReference(residuals);
        ref double r1 = ref Unsafe.Add(ref r0, classes);
        ref double r2 = ref Unsafe.Add(ref r1, classes);
        ref double r3 = ref Unsafe.Add(ref r2, classes);
        int j = 0;
        for (; j <= columns - Step; j += Step)
        {
            (Vector256<double> low0, Vector256<double> high0) = Vector256.Widen(Vector256.LoadUnsafe(ref x0, (nuint)j));
            (Vector256<double> low1, Vector256<double> high1) = Vector256.Widen(Vector256.LoadUnsafe(ref x1, (nuint)j));
            (Vector256<double> low2, Vector256<double> high2) = Vector256.Widen(Vector256.LoadUnsafe(ref x2, (nuint)j));
            (Vector256<double> low3, Vector256<double> high3) = Vector256.Widen(Vector256.LoadUnsafe(ref x3, (nuint)j));
            for (int k = 0; k < classes; k++)
            {
                ref double g = ref Unsafe.Add(ref origin, (nint)k * columns + j);
                Vector256<double> low = Vector256.LoadUnsafe(ref g);
                Vector256<double> high = Vector256.LoadUnsafe(ref g, Lanes);
                Vector256<double> r = Vector256.Create(Unsafe.Add(ref r0, k));
                low = Vector256.FusedMultiplyAdd(r, low0, low);
                high = Vector256.FusedMultiplyAdd(r, high0, high);
                r = Vector256.Create(Unsafe.Add(ref r1, k));
                low = Vector256.FusedMultiplyAdd(r, low1, low);
                high = Vector256.FusedMultiplyAdd(r, high1, high);
                r = Vector256.Create(Unsafe.Add(ref r2, k));
                low = Vector256.FusedMultiplyAdd(r, low2, low);
                high = Vector256.FusedMultiplyAdd(r, high2, high);
                r = Vector256.Create(Unsafe.Add(ref r3, k));
                low = Vector256.FusedMultiplyAdd(r, low3, low);
                high = Vector256.FusedMultiplyAdd(r, high3, high);
                low.StoreUnsafe(ref g);
                high.StoreUnsafe(ref g, Lanes);
            }
        }
        for (; j < columns; j++)
        {
            for (int k = 0; k < classes; k++)
            {
                double sum = gradient[k * columns + j];
                for (int i = 0; i < 4; i++)
                    sum = Math.FusedMultiplyAdd(residuals[i * classes + k], rows[i * columns + j], sum);
                gradient[k * columns + j] = sum;
            }
        }
    }

    private static void AddOneRow(ReadOnlySpan<float> row, ReadOnlySpan<double> residuals, Span<double> gradient)
    {
        int columns = row.Length;
        for (int k = 0; k < residuals.Length; k++)
        {
            double residual = residuals[k];
            Span<double> target = gradient.Slice(k * columns, columns);
            for (int j = 0; j < columns; j++)
                target[j] = Math.FusedMultiplyAdd(residual, row[j], target[j]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double origin, int index) => Vector256.LoadUnsafe(ref origin, (nuint)index);
}
