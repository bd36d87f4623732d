using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Sums, products and reductions of spans and of row-major matrices.</summary>
internal static unsafe class VectorOps
{
    /// <summary>z = x + y; z may be x or y.</summary>
    public static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) => Elementwise.Map(default(Sum), x, y, z);

    /// <summary>z = x y, number by number; z may be x or y.</summary>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z) => Elementwise.Map(default(Product), x, y, z);

    /// <summary>y += factor x.</summary>
    public static void Axpy(float factor, ReadOnlySpan<float> x, Span<float> y) => Elementwise.Map(new ScaledSum(factor), x, y, y);

    /// <summary>x = factor x.</summary>
    public static void Scale(float factor, Span<float> x) => Elementwise.Map(new Scaled(factor), x, x);

    /// <summary>average = decay average + (1 - decay) x: the exponential moving average of weights.</summary>
    public static void MovingAverage(float decay, ReadOnlySpan<float> x, Span<float> average) => Elementwise.Map(new Step(1 - decay), x, average, average);

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

    /// <summary>sums[c] = the sum over r of x[r, c]: the gradient of a bias. Blocks of rows are summed in single precision, their sums in double.</summary>
    public static void ColumnSums(int rows, int columns, ReadOnlySpan<float> x, Span<float> sums, int threads = 1)
    {
        CheckMatrix(rows, columns, x.Length, nameof(x));
        Check.Length(sums.Length, columns, nameof(sums));
        fixed (float* px = x)
        {
            double[] totals = ArrayPool<double>.Shared.Rent(columns);
            ColumnReductions.Run(default(ColumnReductions.Numbers), rows, columns, px, px, totals, threads);
            for (int c = 0; c < columns; c++)
                sums[c] = (float)totals[c];
            ArrayPool<double>.Shared.Return(totals);
        }
    }

    /// <summary>The sum of the squares, in double precision.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> x)
    {
        Vector256<double> low = default, high = default;
        int i = 0;
        for (; i <= x.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256<double> a, Vector256<double> b) = Vector256.Widen(Vector256.Create(x.Slice(i, Vector256<float>.Count)));
            low += a * a;
            high += b * b;
        }
        double sum = Vector256.Sum(low + high);
        for (; i < x.Length; i++)
            sum += (double)x[i] * x[i];
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

    private readonly struct Sum : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V y)
            where V : unmanaged, ISimd<V, float> => x + y;
    }

    private readonly struct Product : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V y)
            where V : unmanaged, ISimd<V, float> => x * y;
    }

    private readonly struct Scaled(float factor) : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : unmanaged, ISimd<V, float> => x * V.Broadcast(factor);
    }

    private readonly struct ScaledSum(float factor) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V y)
            where V : unmanaged, ISimd<V, float> => V.MultiplyAdd(V.Broadcast(factor), x, y);
    }

    private readonly struct Step(float part) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x, V average)
            where V : unmanaged, ISimd<V, float> => V.MultiplyAdd(V.Broadcast(part), x - average, average);
    }
}
