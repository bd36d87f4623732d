using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EmotionKit.Images;

/// <summary>A separable Gaussian over an image, zeros outside: <c>scipy.ndimage.gaussian_filter(..., mode="constant")</c>.</summary>
internal sealed class GaussianBlur
{
    // SciPy cuts the Gaussian off at four standard deviations.
    private const double Truncate = 4;
    private const int WidestVector = 16;

    private readonly float[] _kernel;
    private readonly int _radius, _height;

    public GaussianBlur(double sigma, int width, int height)
    {
        Stride = (width + WidestVector - 1) / WidestVector * WidestVector;
        _height = height;
        _radius = (int)(Truncate * sigma + 0.5);
        double[] weights = new double[2 * _radius + 1];
        double sum = 0;
        for (int i = -_radius; i <= _radius; i++)
            sum += weights[i + _radius] = Math.Exp(-0.5 * i * i / (sigma * sigma));
        _kernel = Array.ConvertAll(weights, weight => (float)(weight / sum));
    }

    /// <summary>Floats from one row to the next; so that a row is a whole number of vectors.</summary>
    public int Stride { get; }

    /// <summary>Floats that <see cref="Apply"/> needs to work in.</summary>
    public int ScratchLength => _height * Stride + Stride + 2 * _radius;

    /// <summary>Replaces <paramref name="image"/>: <c>height</c> rows of <see cref="Stride"/> floats, which hold zeros behind the width. What is there
    /// afterwards has no meaning.</summary>
    public void Apply(Span<float> image, Span<float> scratch)
    {
        Span<float> rows = scratch[..(_height * Stride)], row = scratch.Slice(rows.Length, Stride + 2 * _radius);
        image.CopyTo(rows);
        for (int y = 0; y < _height; y++)
        {
            int first = Math.Max(0, y - _radius), last = Math.Min(_height - 1, y + _radius);
            Filter(rows[(first * Stride)..], _kernel.AsSpan(first - y + _radius, last - first + 1), Stride, image.Slice(y * Stride, Stride));
        }
        // One row at a time between zeros, which are outside.
        row.Clear();
        for (int y = 0; y < _height; y++)
        {
            Span<float> target = image.Slice(y * Stride, Stride);
            target.CopyTo(row[_radius..]);
            Filter(row, _kernel, 1, target);
        }
    }

    // target[x] = sum over t of weights[t] * values[x + t * step]. No fused multiply-add: the same bits on every machine and vector width.
    private static void Filter(ReadOnlySpan<float> values, ReadOnlySpan<float> weights, int step, Span<float> target)
    {
        ref float from = ref MemoryMarshal.GetReference(values);
        for (int x = 0; x < target.Length; x += Vector<float>.Count)
        {
            Vector<float> sum = Vector<float>.Zero;
            ref float at = ref Unsafe.Add(ref from, x);
            for (int t = 0; t < weights.Length; t++)
                sum += Vector.LoadUnsafe(ref at, (nuint)(t * step)) * weights[t];
            sum.CopyTo(target[x..]);
        }
    }
}
