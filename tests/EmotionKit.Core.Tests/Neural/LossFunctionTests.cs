using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>Against PyTorch 1.13 in double precision: <c>cross_entropy(z, [2, 1, 0], label_smoothing)</c>,
/// <c>binary_cross_entropy_with_logits(z, t (1 - e) + e / 2)</c>, and <c>-(1 - p)^gamma log p</c> with autograd for the focal loss.</summary>
public class LossFunctionTests
{
    private static readonly float[] Logits = [0.2f, -1.3f, 2.5f, 3.0f, 0.1f, -0.7f, -0.4f, 0.9f, 0.3f];
    private static readonly int[] Labels = [2, 1, 0];

    [Theory]
    [InlineData(LossKind.CrossEntropy, 0, new[] { 0.115673804, 2.97672652, 1.899574377 }, new[]
    {
        0.089307143, 0.019927117, -0.10923426, 0.926143101, -0.949040624, 0.022897523, -0.850367707, 0.549045273, 0.301322434,
    })]
    [InlineData(LossKind.CrossEntropy, 0.1, new[] { 0.319007138, 2.90672652, 1.83290771 }, new[]
    {
        0.05597381, -0.013406216, -0.042567594, 0.892809768, -0.882373958, -0.01043581, -0.783701041, 0.51571194, 0.267989101,
    })]
    [InlineData(LossKind.Focal, 0, new[] { 0.001380234, 2.681072406, 1.373630173 }, new[]
    {
        0.003075983, 0.000686345, -0.003762327, 1.10081562, -1.128031664, 0.027216044, -1.026001214, 0.662444154, 0.36355706,
    })]
    public void Losses_of_several_classes_are_those_of_pytorch(LossKind kind, double smoothing, double[] losses, double[] gradients)
    {
        var loss = new LossFunction(3, isBinary: false, kind, gamma: 2);
        for (int row = 0; row < 3; row++)
        {
            float[] gradient = new float[3];
            Assert.Equal(losses[row], loss.Row(Logits.AsSpan(row * 3, 3), Target(Labels[row], 3, smoothing), 1, gradient), 1e-6);
            for (int k = 0; k < 3; k++)
                Assert.Equal(gradients[row * 3 + k], gradient[k], 1e-6);
        }
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy, 0, new[] { 0.554355244, 0.126928011, 0 }, new[] { -0.425557483, 0.119202922, 0 })]
    [InlineData(LossKind.CrossEntropy, 0.2, new[] { 0.584355244, 0.326928011, 4 }, new[] { -0.325557483, 0.019202922, 0.1 })]
    [InlineData(LossKind.Focal, 0, new[] { 0.153895354, 0.005223815, 0 }, new[] { -0.250745674, 0.011807566, 0 })]
    public void Losses_of_one_unit_are_those_of_pytorch(LossKind kind, double smoothing, double[] losses, double[] gradients)
    {
        var loss = new LossFunction(2, isBinary: true, kind, gamma: 1.5);
        float[] logits = [0.3f, -2, 40];
        int[] labels = [1, 0, 1];
        for (int row = 0; row < 3; row++)
        {
            float[] gradient = new float[1];
            Assert.Equal(losses[row], loss.Row(logits.AsSpan(row, 1), Target(labels[row], 2, smoothing), 1, gradient), 1e-6);
            Assert.Equal(gradients[row], gradient[0], 1e-6);
        }
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy)]
    [InlineData(LossKind.Focal)]
    public void Logits_far_apart_give_a_finite_loss_and_gradient(LossKind kind)
    {
        var loss = new LossFunction(2, isBinary: false, kind, gamma: 0.5);
        float[] gradient = new float[2];
        Assert.Equal(2e4, loss.Row([1e4f, -1e4f], Target(1, 2, 0), 1, gradient), 1e-3);
        Assert.Equal([1f, -1f], gradient);
        Assert.Equal(0, loss.Row([1e4f, -1e4f], Target(0, 2, 0), 1, gradient), 1e-12);
        Assert.Equal(0, gradient[0], 1e-6);
    }

    [Fact]
    public void The_gradient_for_mixed_labels_agrees_with_central_differences()
    {
        var loss = new LossFunction(4, isBinary: false, LossKind.Focal, gamma: 2.5);
        float[] target = [0.1f, 0.6f, 0, 0.3f], logits = [0.5f, -0.25f, 1, -1.5f], gradient = new float[4];
        loss.Row(logits, target, 1, gradient);
        for (int k = 0; k < 4; k++)
        {
            float[] above = [.. logits], below = [.. logits];
            above[k] += 1f / 256;
            below[k] -= 1f / 256;
            Assert.Equal((loss.Row(above, target, 1, []) - loss.Row(below, target, 1, [])) * 128, gradient[k], 1e-4);
        }
    }

    private static float[] Target(int label, int classes, double smoothing) =>
        [.. Enumerable.Range(0, classes).Select(k => (float)(smoothing / classes + (k == label ? 1 - smoothing : 0)))];
}
