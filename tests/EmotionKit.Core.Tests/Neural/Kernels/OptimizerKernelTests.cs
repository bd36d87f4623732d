using EmotionKit.Neural.Kernels;

namespace EmotionKit.Core.Tests.Neural.Kernels;

/// <summary>
/// Three steps from [0.5, -1, 2] with the gradients [0.1, -2, 0.003] * (t + 1) * (-1)^t, against PyTorch 1.13:
/// <c>w.grad = torch.tensor([0.1, -2.0, 0.003]) * (t + 1) * (-1) ** t; optimizer.step()</c>.
/// </summary>
public class OptimizerKernelTests
{
    private const int Copies = 15;

    private static readonly float[] Start = [0.5f, -1, 2], Gradient = [0.1f, -2, 0.003f];

    [Fact]
    public void Adam_steps_as_pytorch() =>
        Check([0.490228623f, -0.990228653f, 1.99022865f], (w, g, m, v, step) => OptimizerKernels.Adam(w, g, m, v, step, 0.01f, 0.9f, 0.999f, 1e-8f, 0, 1));

    [Fact]
    public void Adam_with_decoupled_decay_steps_as_pytorch() =>
        Check([0.488886982f, -0.987388551f, 1.98439157f], (w, g, m, v, step) => OptimizerKernels.Adam(w, g, m, v, step, 0.01f, 0.8f, 0.95f, 1e-8f, 0.1f, 1));

    [Fact]
    public void Momentum_with_decay_steps_as_pytorch() =>
        Check([0.47811535f, -0.612754703f, 1.98821712f], (w, g, m, _, _) => OptimizerKernels.Sgd(w, g, m, 0.1f, 0.9f, false, 0.01f, 1));

    [Fact]
    public void Nesterovs_momentum_steps_as_pytorch() =>
        Check([0.46281001f, -0.256200045f, 1.9988842f], (w, g, m, _, _) => OptimizerKernels.Sgd(w, g, m, 0.1f, 0.9f, true, 0, 1));

    [Fact]
    public void A_scaled_gradient_is_the_gradient_times_the_scale() =>
        Check([0.47811535f, -0.612754703f, 1.98821712f], (w, g, m, _, _) =>
        {
            float[] larger = [.. g.Select(value => 4 * value)];
            OptimizerKernels.Sgd(w, larger, m, 0.1f, 0.9f, false, 0.01f, 0.25f);
        });

    [Fact]
    public void Sums_of_squares_are_those_of_double_precision()
    {
        float[] x = RandomNumbers.Create(1003, 1);
        Assert.Equal(x.Sum(value => (double)value * value), VectorOps.SumOfSquares(x), 1e-10);
    }

    [Fact]
    public void A_moving_average_keeps_its_part()
    {
        float[] average = [.. Enumerable.Repeat(1f, 21)];
        VectorOps.MovingAverage(0.75f, [.. Enumerable.Repeat(3f, 21)], average);
        Assert.All(average, value => Assert.Equal(1.5f, value));
    }

    /// <summary>The three weights many times over, so that vectors and what is left of them are both met.</summary>
    private static void Check(float[] expected, Action<float[], float[], float[], float[], int> update)
    {
        float[] weights = Repeat(Start), first = new float[weights.Length], second = new float[weights.Length];
        for (int t = 0; t < 3; t++)
        {
            float factor = (t + 1) * (t % 2 == 0 ? 1 : -1);
            update(weights, Repeat([.. Gradient.Select(value => value * factor)]), first, second, t + 1);
        }
        for (int i = 0; i < weights.Length; i++)
            Assert.Equal(expected[i % 3], weights[i], 1e-6f);
    }

    private static float[] Repeat(float[] values) => [.. Enumerable.Repeat(values, Copies).SelectMany(part => part)];
}
