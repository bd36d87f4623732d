using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EmotionKit.Signal;

/// <summary>
/// Derivatives of features over time by a Savitzky-Golay filter (Analytical Chemistry 36, 1964): the order-th derivative of the
/// polynomial of degree order that fits best around each frame. As <c>librosa.feature.delta</c> with <c>mode="interp"</c>.
/// </summary>
public static class Delta
{
    private static readonly ConcurrentDictionary<(int Order, int Width), float[]> Filters = new();

    /// <summary>Computes the derivative of every coefficient.</summary>
    /// <param name="frames">[frame, coefficient].</param>
    /// <param name="width">Coefficients per frame, at least 1.</param>
    /// <param name="order">Which derivative, 1 to <paramref name="deltaWidth"/> - 1.</param>
    /// <param name="deltaWidth">Frames that a derivative is estimated from: odd, at least 3.</param>
    /// <param name="output">Receives [frame, coefficient], per frame to the power of the order; must not overlap <paramref name="frames"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="ArgumentException">The lengths do not fit, or there are fewer frames than <paramref name="deltaWidth"/>.</exception>
    public static void Compute(ReadOnlySpan<float> frames, int width, int order, int deltaWidth, Span<float> output)
    {
        new DeltaOptions { Order = order, Width = deltaWidth }.Validate();
        Check.AtLeast(width, 1);
        Check.Length(output.Length, frames.Length, nameof(output));
        if (frames.Length % width != 0)
            throw new ArgumentException($"frames: expected a multiple of {width} values, got {frames.Length}.", nameof(frames));
        if (frames.Overlaps(output))
            throw new ArgumentException("output: expected memory apart from frames, got memory that overlaps them.", nameof(output));
        int count = frames.Length / width;
        if (count == 0)
            return;
        if (count < deltaWidth)
            throw new ArgumentException($"frames: expected at least {deltaWidth} frames for a delta of that width, got {count}. Use longer clips, a shorter hop or a smaller width.", nameof(frames));
        float[] filter = Half(order, deltaWidth);
        int half = deltaWidth / 2;
        for (int t = half; t < count - half; t++)
            Row(frames, width, t, filter, half, odd: order % 2 == 1, output.Slice(t * width, width));
        // At the ends the polynomial of the outermost whole window goes on; its derivative of its own degree is constant.
        for (int t = 0; t < half; t++)
        {
            output.Slice(half * width, width).CopyTo(output[(t * width)..]);
            output.Slice((count - 1 - half) * width, width).CopyTo(output[((count - 1 - t) * width)..]);
        }
    }

    /// <summary>The weights of all frames that a derivative is estimated from, the earliest first.</summary>
    internal static float[] Filter(DeltaOptions options)
    {
        options.Validate();
        float[] half = Half(options.Order, options.Width);
        int middle = options.Width / 2;
        var whole = new float[options.Width];
        for (int j = 0; j <= middle; j++)
        {
            whole[middle + j] = half[j];
            whole[middle - j] = options.Order % 2 == 1 ? -half[j] : half[j];
        }
        return whole;
    }

    private static float[] Half(int order, int width) => Filters.GetOrAdd((order, width), static key => Fit(key.Order, key.Width));

    // The filter is antisymmetric for odd orders; for even ones it is symmetric and its weights add up to 0, so that only
    // differences from the middle frame count.
    private static void Row(ReadOnlySpan<float> frames, int width, int t, float[] filter, int half, bool odd, Span<float> output)
    {
        output.Clear();
        ReadOnlySpan<float> middle = frames.Slice(t * width, width);
        for (int j = 1; j <= half; j++)
        {
            ReadOnlySpan<float> after = frames.Slice((t + j) * width, width), before = frames.Slice((t - j) * width, width);
            if (odd)
                AddDifference(after, before, filter[j], output);
            else
                AddCurvature(after, before, middle, filter[j], output);
        }
    }

    private static void AddDifference(ReadOnlySpan<float> after, ReadOnlySpan<float> before, float factor, Span<float> output)
    {
        ReadOnlySpan<Vector<float>> a = MemoryMarshal.Cast<float, Vector<float>>(after), b = MemoryMarshal.Cast<float, Vector<float>>(before);
        Span<Vector<float>> y = MemoryMarshal.Cast<float, Vector<float>>(output);
        for (int i = 0; i < y.Length; i++)
            y[i] += factor * (a[i] - b[i]);
        for (int i = y.Length * Vector<float>.Count; i < output.Length; i++)
            output[i] += factor * (after[i] - before[i]);
    }

    private static void AddCurvature(ReadOnlySpan<float> after, ReadOnlySpan<float> before, ReadOnlySpan<float> middle, float factor, Span<float> output)
    {
        ReadOnlySpan<Vector<float>> a = MemoryMarshal.Cast<float, Vector<float>>(after), b = MemoryMarshal.Cast<float, Vector<float>>(before);
        ReadOnlySpan<Vector<float>> m = MemoryMarshal.Cast<float, Vector<float>>(middle);
        Span<Vector<float>> y = MemoryMarshal.Cast<float, Vector<float>>(output);
        for (int i = 0; i < y.Length; i++)
            y[i] += factor * (a[i] - m[i] + (b[i] - m[i]));
        for (int i = y.Length * Vector<float>.Count; i < output.Length; i++)
            output[i] += factor * (after[i] - middle[i] + (before[i] - middle[i]));
    }

    // The best polynomial's leading coefficient times order! is a projection on the monic orthogonal polynomial of that degree over
    // the points -half..half. Returns the weights of the points 0..half.
    private static float[] Fit(int order, int width)
    {
        int half = width / 2;
        double[] before = new double[half + 1], current = new double[half + 1];
        Array.Fill(current, 1.0);
        double normBefore = 0, norm = width, factorial = 1;
        for (int degree = 1; degree <= order; degree++)
        {
            double ratio = degree > 1 ? norm / normBefore : 0;
            for (int j = 0; j <= half; j++)
                (before[j], current[j]) = (current[j], j * current[j] - ratio * before[j]);
            normBefore = norm;
            norm = current[0] * current[0];
            for (int j = 1; j <= half; j++)
                norm += 2 * current[j] * current[j];
            factorial *= degree;
        }
        return Array.ConvertAll(current, value => (float)(factorial * value / norm));
    }
}
