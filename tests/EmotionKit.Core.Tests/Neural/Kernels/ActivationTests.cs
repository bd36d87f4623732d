using EmotionKit.Neural.Kernels;

namespace EmotionKit.Core.Tests.Neural.Kernels;

public class ActivationTests
{
    private const int Count = 37;

    private delegate void Map(ReadOnlySpan<float> x, Span<float> y);

    private delegate void Slope(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx);

    [Fact]
    public void Gradients_are_slopes_of_the_functions()
    {
        Check(x => Math.Tanh(x), Activations.Tanh, Activations.TanhBackward, fromOutput: true);
        Check(x => 1 / (1 + Math.Exp(-x)), Activations.Sigmoid, Activations.SigmoidBackward, fromOutput: true);
        Check(x => Math.Max(0, x), Activations.Relu, Activations.ReluBackward, fromOutput: true);
        Check(x => x > 0 ? x : 0.1 * x, (x, y) => Activations.LeakyRelu(x, 0.1f, y), (x, dy, dx) => Activations.LeakyReluBackward(x, 0.1f, dy, dx), fromOutput: false);
        Check(x => x > 0 ? x : 0.1 * x, (x, y) => Activations.LeakyRelu(x, 0.1f, y), (x, dy, dx) => Activations.LeakyReluBackward(x, 0.1f, dy, dx), fromOutput: true);
    }

    [Fact]
    public void Softmax_gives_probabilities_and_its_gradient_central_differences()
    {
        const int rows = 5, columns = 19;
        float[] x = RandomNumbers.Create(rows * columns, 1), dy = RandomNumbers.Create(rows * columns, 2), y = new float[x.Length], dx = new float[x.Length];
        x[3] = 80;
        VectorOps.Softmax(rows, columns, x, y);
        VectorOps.SoftmaxBackward(rows, columns, y, dy, dx);
        double[] wide = [.. x.Select(value => (double)value)];
        Assert.InRange(RandomNumbers.Error(Softmax(wide, columns), y), 0, 1e-6);
        double[] slopes = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            const double step = 1e-5;
            double kept = wide[i];
            wide[i] = kept + step;
            double above = Loss(Softmax(wide, columns), dy);
            wide[i] = kept - step;
            slopes[i] = (above - Loss(Softmax(wide, columns), dy)) / (2 * step);
            wide[i] = kept;
        }
        Assert.InRange(RandomNumbers.Error(slopes, dx), 0, 1e-5);
    }

    private static void Check(Func<double, double> function, Map forward, Slope backward, bool fromOutput)
    {
        float[] x = [.. RandomNumbers.Create(Count, 1).Select(value => 4 * value)], dy = RandomNumbers.Create(Count, 2), y = new float[Count], dx = new float[Count];
        forward(x, y);
        backward(fromOutput ? y : x, dy, dx);
        for (int i = 0; i < Count; i++)
        {
            const double step = 1e-6;
            Assert.Equal(function(x[i]), y[i], 1e-6);
            Assert.Equal(dy[i] * (function(x[i] + step) - function(x[i] - step)) / (2 * step), dx[i], 1e-6);
        }
    }

    private static double[] Softmax(double[] x, int columns) =>
        [.. x.Chunk(columns).SelectMany(row => row.Select(value => Math.Exp(value - row.Max()) / row.Sum(other => Math.Exp(other - row.Max()))))];

    private static double Loss(double[] y, float[] weights) => y.Zip(weights, (a, b) => a * b).Sum();
}
