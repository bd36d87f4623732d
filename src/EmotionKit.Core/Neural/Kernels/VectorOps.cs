using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Sums, products and reductions of spans and of row-major matrices.</summary>
internal static unsafe class VectorOps
{
    /// <summary>z = x + y; z may be x or y.</summary>
    public static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) => Elementwise.Map<Sum>(x, y, z);

    /// <summary>z = x y, number by number; z may be x or y.</summary>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) => Elementwise.Map<Product>(x, y, z);

    /// <summary>y += factor x.</summary>
    public static void Axpy(float factor, ReadOnlySpan<float> x, Span<float> y)
    {
        Check.Length(y.Length, x.Length, nameof(y));
        fixed (float* px = x, py = y)
        {
            switch (SimdWidths.Best)
            {
                case SimdWidth.Vector512: Axpy<Simd512<float>>(factor, px, py, x.Length); break;
                case SimdWidth.Vector256: Axpy<Simd256<float>>(factor, px, py, x.Length); break;
                case SimdWidth.Vector128: Axpy<Simd128<float>>(factor, px, py, x.Length); break;
                default: Axpy<SimdScalar<float>>(factor, px, py, x.Length); break;
            }
        }
    }

    /// <summary>x = factor x.</summary>
    public static void Scale(float factor, Span<float> x)
    {
        for (int i = 0; i < x.Length; i++)
            x[i] *= factor;
    }

    /// <summary>average = decay average + (1 - decay) x: the exponential moving average of weights.</summary>
    public static void MovingAverage(float decay, ReadOnlySpan<float> x, Span<float> average)
    {
        Check.Length(average.Length, x.Length, nameof(average));
        for (int i = 0; i < x.Length; i++)
            average[i] += (1 - decay) * (x[i] - average[i]);
    }

    /// <summary>y[r, c] += bias[c].</summary>
    public static void AddBias(int rows, int columns, ReadOnlySpan<float> bias, Span<float> y)
    {
        CheckMatrix(rows, columns, y.Length, nameof(y));
        for (int r = 0; r < rows; r++)
        {
            Span<float> row = y.Slice(r * columns, columns);
            Add(row, bias, row);
        }
    }

    /// <summary>sums[c] = the sum over r of x[r, c]: the gradient of a bias. Pairwise over blocks of rows, so that long columns lose little.</summary>
    public static void ColumnSums(int rows, int columns, ReadOnlySpan<float> x, Span<float> sums)
    {
        CheckMatrix(rows, columns, x.Length, nameof(x));
        Check.Length(sums.Length, columns, nameof(sums));
        sums.Clear();
        Span<float> block = columns <= 1024 ? stackalloc float[columns] : new float[columns];
        for (int first = 0; first < rows; first += 64)
        {
            block.Clear();
            for (int r = first; r < Math.Min(first + 64, rows); r++)
                Add(block, x.Slice(r * columns, columns), block);
            Add(sums, block, sums);
        }
    }

    /// <summary>The sum of the squares, in double precision.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> x)
    {
        double sum = 0;
        foreach (float value in x)
            sum += (double)value * value;
        return sum;
    }

    /// <summary>Probabilities of each row: e^(x - max) over their sum; y may be x.</summary>
    public static void Softmax(int rows, int columns, ReadOnlySpan<float> x, Span<float> y)
    {
        CheckMatrix(rows, columns, x.Length, nameof(x));
        Check.Length(y.Length, x.Length, nameof(y));
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> row = x.Slice(r * columns, columns);
            Span<float> result = y.Slice(r * columns, columns);
            float max = float.NegativeInfinity;
            foreach (float value in row)
                max = Math.Max(max, value);
            for (int c = 0; c < columns; c++)
                result[c] = row[c] - max;
            Activations.Exp(result, result);
            float sum = 0;
            foreach (float value in result)
                sum += value;
            for (int c = 0; c < columns; c++)
                result[c] /= sum;
        }
    }

    /// <summary>dx = y (dy - sum of y dy) per row, from the output; dx may be dy.</summary>
    public static void SoftmaxBackward(int rows, int columns, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        CheckMatrix(rows, columns, y.Length, nameof(y));
        Check.Length(dy.Length, y.Length, nameof(dy));
        Check.Length(dx.Length, y.Length, nameof(dx));
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> probability = y.Slice(r * columns, columns), gradient = dy.Slice(r * columns, columns);
            Span<float> result = dx.Slice(r * columns, columns);
            float dot = 0;
            for (int c = 0; c < columns; c++)
                dot += probability[c] * gradient[c];
            for (int c = 0; c < columns; c++)
                result[c] = probability[c] * (gradient[c] - dot);
        }
    }

    internal static void CheckMatrix(int rows, int columns, int length, string name) => Check.Length(length, checked(rows * columns), name);

    private static void Axpy<V>(float factor, float* x, float* y, int length)
        where V : unmanaged, ISimd<V, float>
    {
        V f = V.Broadcast(factor);
        int i = 0;
        for (; i <= length - V.Count; i += V.Count)
            V.Store(V.MultiplyAdd(f, V.Load(x + i), V.Load(y + i)), y + i);
        for (; i < length; i++)
            y[i] = float.MultiplyAddEstimate(factor, x[i], y[i]);
    }

    private readonly struct Sum : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V x, V y)
            where V : unmanaged, ISimd<V, float> => x + y;
    }

    private readonly struct Product : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V x, V y)
            where V : unmanaged, ISimd<V, float> => x * y;
    }
}
