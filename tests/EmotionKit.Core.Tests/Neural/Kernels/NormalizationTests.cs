using EmotionKit.Neural;
using EmotionKit.Neural.Kernels;

namespace EmotionKit.Core.Tests.Neural.Kernels;

public class NormalizationTests
{
    private const float Epsilon = 1e-3f;

    public static TheoryData<int, int> Shapes { get; } = new() { { 1, 1 }, { 7, 5 }, { 130, 33 }, { 3, 64 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Layer_normalisation_and_its_gradients_equal_double_precision(int rows, int columns)
    {
        var data = new Data(rows, columns);
        float[] y = new float[data.X.Length], dx = new float[data.X.Length], mean = new float[rows], inverse = new float[rows], dGamma = new float[columns], dBeta = new float[columns];
        Normalization.LayerForward(rows, columns, data.X, data.Gamma, data.Beta, Epsilon, y, mean, inverse, 2);
        Normalization.LayerBackward(rows, columns, data.X, data.Gamma, mean, inverse, data.Dy, dx, dGamma, dBeta, 2);
        data.Check(i => Enumerable.Range(i / columns * columns, columns), y, dx, dGamma, dBeta);
    }

    [Theory]
    [InlineData(7, 5)]
    [InlineData(130, 33)]
    [InlineData(3, 64)]
    [InlineData(1500, 70)]
    public void Batch_normalisation_and_its_gradients_equal_double_precision(int rows, int columns)
    {
        var data = new Data(rows, columns);
        var layout = new ParameterLayout(new NetworkBuilder(columns).Input.BatchNorm(epsilon: Epsilon, name: "norm").Build());
        var op = new BatchNormOp(new BatchNormLayer { Epsilon = Epsilon }, layout.Of("norm"));
        var pass = new Pass { Training = true, Threads = 2, Weights = new ParameterValues(layout.Length), Gradients = new ParameterValues(layout.TrainableLength) };
        data.Gamma.CopyTo(pass.Weights.Of(layout.Slots[0]));
        data.Beta.CopyTo(pass.Weights.Of(layout.Slots[1]));
        Tensor x = Matrix(rows, columns, data.X), y = Matrix(rows, columns, data.X), dy = Matrix(rows, columns, data.Dy), dx = Matrix(rows, columns, data.X);
        op.Forward(pass, [x], y);
        op.Backward(pass, [x], y, dy.Storage!, [dx.Storage]);
        float[] dGamma = pass.Gradients.Of(layout.Slots[0]).ToArray(), dBeta = pass.Gradients.Of(layout.Slots[1]).ToArray();
        data.Check(i => Enumerable.Range(0, rows).Select(r => r * columns + i % columns), y.Span.ToArray(), dx.Span.ToArray(), dGamma, dBeta);
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_threads()
    {
        const int rows = 5000, columns = 70;
        var data = new Data(rows, columns);
        float[][] one = data.Layer(1);
        foreach (int threads in new[] { 2, 3, 8 })
            Assert.Equal(one, data.Layer(threads));
    }

    [Fact]
    public void Column_sums_of_long_columns_lose_nothing_to_rounding()
    {
        const int rows = 100_000, columns = 3;
        float[] x = [.. Enumerable.Repeat(0.1f, rows * columns)], sums = new float[columns];
        VectorOps.ColumnSums(rows, columns, x, sums);
        Assert.All(sums, sum => Assert.Equal(rows * (double)0.1f, sum, 0.01));
    }

    [Fact]
    public void The_moments_of_a_large_mean_keep_a_small_variance()
    {
        float[] x = [.. Enumerable.Range(0, 10_000).Select(i => 1000 + (i % 2 == 0 ? 0.5f : -0.5f))], mean = new float[1], variance = new float[1];
        Normalization.ColumnMoments(x.Length, 1, x, mean, variance);
        Assert.Equal(1000, mean[0], 1e-3);
        Assert.Equal(0.25, variance[0], 1e-6);
    }

    private static Tensor Matrix(int rows, int columns, float[] values)
    {
        var tensor = new Tensor { Storage = new Storage() };
        tensor.Storage.Buffer.Reserve(values.Length);
        tensor.Describe(rows, new Shape(columns));
        values.CopyTo(tensor.Span);
        return tensor;
    }

    private sealed class Data(int rows, int columns)
    {
        public float[] X { get; } = RandomNumbers.Create(rows * columns, 1);

        public float[] Gamma { get; } = RandomNumbers.Create(columns, 2);

        public float[] Beta { get; } = RandomNumbers.Create(columns, 3);

        public float[] Dy { get; } = RandomNumbers.Create(rows * columns, 4);

        /// <summary>All outputs of layer normalisation.</summary>
        public float[][] Layer(int threads)
        {
            float[] y = new float[X.Length], dx = new float[X.Length], mean = new float[rows], inverse = new float[rows], dGamma = new float[columns], dBeta = new float[columns];
            Normalization.LayerForward(rows, columns, X, Gamma, Beta, Epsilon, y, mean, inverse, threads);
            Normalization.LayerBackward(rows, columns, X, Gamma, mean, inverse, Dy, dx, dGamma, dBeta, threads);
            return [y, dx, mean, inverse, dGamma, dBeta];
        }

        /// <summary>Compares with the definition over the set of places that a number is normalised with, and with central differences.</summary>
        public void Check(Func<int, IEnumerable<int>> peers, float[] y, float[] dx, float[] dGamma, float[] dBeta)
        {
            double[] wide = [.. X.Select(value => (double)value)], expected = Forward(wide, peers), slopes = new double[X.Length];
            double[] gamma = new double[columns], beta = new double[columns];
            for (int i = 0; i < X.Length; i++)
            {
                gamma[i % columns] += Gamma[i % columns] == 0 ? 0 : Dy[i] * (expected[i] - Beta[i % columns]) / Gamma[i % columns];
                beta[i % columns] += Dy[i];
            }
            for (int i = 0; i < X.Length; i += Math.Max(1, X.Length / 40))
            {
                const double step = 1e-5;
                double kept = wide[i];
                wide[i] = kept + step;
                double above = Loss(Forward(wide, peers, peers(i)), peers(i));
                wide[i] = kept - step;
                slopes[i] = (above - Loss(Forward(wide, peers, peers(i)), peers(i))) / (2 * step);
                wide[i] = kept;
                Assert.Equal(slopes[i], dx[i], 2e-4 * Math.Max(1, Math.Abs(slopes[i])));
            }
            Assert.InRange(RandomNumbers.Error(expected, y), 0, 1e-5);
            Assert.InRange(RandomNumbers.Error(gamma, dGamma), 0, 2e-5);
            Assert.InRange(RandomNumbers.Error(beta, dBeta), 0, 1e-5);
        }

        private double[] Forward(double[] x, Func<int, IEnumerable<int>> peers, IEnumerable<int>? places = null)
        {
            double[] y = new double[x.Length];
            foreach (int i in places ?? Enumerable.Range(0, x.Length))
            {
                double mean = peers(i).Average(place => x[place]);
                double variance = peers(i).Average(place => (x[place] - mean) * (x[place] - mean));
                y[i] = (x[i] - mean) / Math.Sqrt(variance + Epsilon) * Gamma[i % columns] + Beta[i % columns];
            }
            return y;
        }

        private double Loss(double[] y, IEnumerable<int> places) => places.Sum(i => y[i] * Dy[i]);
    }
}
