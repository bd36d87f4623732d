using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>Against PyTorch 1.13: <c>torch.optim</c> on w = [0.5, -1, 2, -0.25] with gradients <c>(-1)^(i+j) 0.1 (j+1) (i+1)</c> in steps i = 0..4,
/// learning rate 0.1; betas (0.8, 0.95), eps 1e-6, weight_decay 0.2, momentum 0.9; <c>clip_grad_norm_(w, 0.6)</c>.</summary>
public class OptimizerTests
{
    [Theory]
    [InlineData(OptimizerKind.Adam, false, new[] { 0.277182559, -0.764635551, 1.717993545, -0.14033972 })]
    [InlineData(OptimizerKind.AdamW, false, new[] { 0.363476314, -0.815436302, 1.719356961, -0.137495499 })]
    [InlineData(OptimizerKind.Sgd, false, new[] { 0.348448653, -0.696897306, 1.420004205, -0.082490749 })]
    [InlineData(OptimizerKind.Sgd, true, new[] { 0.292035026, -0.584070051, 1.221058084, 0.039195421 })]
    public void Updates_are_those_of_pytorch(OptimizerKind kind, bool nesterov, double[] expected)
    {
        var options = new NetworkTrainingOptions { Optimizer = kind, Nesterov = nesterov, WeightDecay = 0.2, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-6, GradientClip = 0 };
        Near(expected, Run(options));
    }

    [Fact]
    public void Gradients_are_clipped_to_the_norm_of_all_together_as_in_pytorch()
    {
        var options = new NetworkTrainingOptions { Optimizer = OptimizerKind.Sgd, Momentum = 0, GradientClip = 0.6 };
        Near([0.489999996, -0.979999991, 1.969999987, -0.209999983], Run(options));
    }

    [Fact]
    public void Biases_and_scales_do_not_decay()
    {
        var layout = new ParameterLayout(new NetworkBuilder(2).Input.Dense(3).BatchNorm().LayerNorm().Build());
        Assert.Equal(["dense1.kernel"], layout.Slots.Where(slot => slot.Spec.Decays).Select(slot => slot.Name));
        Assert.Equal(["batchNorm1.mean", "batchNorm1.variance"], layout.Slots.Where(slot => !slot.Spec.Trainable).Select(slot => slot.Name));
    }

    [Fact]
    public void The_average_of_weights_is_the_exponential_one_of_every_step()
    {
        // One step per epoch, so that trainings of 1, 2 and 3 epochs show the weights after each.
        NetworkExamples examples = TrainingTasks.Xor(20, 1);
        NetworkDefinition network = new NetworkBuilder(2).Input.Dense(3).Tanh().Dense(2).Softmax().Build();
        var options = new NetworkTrainingOptions { BatchSize = 20, LearningRate = 0.1, Schedule = new LearningRateSchedule { Kind = ScheduleKind.Constant } };
        double[] average = Kernel(Network.Create(network, options.Seed));
        for (int step = 1; step <= 3; step++)
        {
            double decay = Math.Min(0.3, (1.0 + step) / (10 + step));
            double[] weights = Kernel(new NetworkTrainer(network, options with { Epochs = step }).Train(examples, 2));
            average = [.. average.Zip(weights, (a, w) => decay * a + (1 - decay) * w)];
        }
        double[] actual = Kernel(new NetworkTrainer(network, options with { Epochs = 3, AverageDecay = 0.3 }).Train(examples, 2));
        for (int i = 0; i < average.Length; i++)
            Assert.Equal(average[i], actual[i], 1e-6);
    }

    private static double[] Kernel(Network network) => [.. network.Parameters[0].Values.ToArray().Select(v => (double)v)];

    private static float[] Run(NetworkTrainingOptions options)
    {
        var layout = new ParameterLayout(new NetworkBuilder(1).Input.Then(new DenseLayer { Units = 4, UseBias = false }).Build());
        ParameterValues weights = new(layout.Length), gradients = new(layout.TrainableLength);
        new[] { 0.5f, -1, 2, -0.25f }.CopyTo(weights.Span);
        var optimizer = new Optimizer(options, layout, weights, gradients);
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < 4; j++)
                gradients.Span[j] = ((i + j) % 2 == 0 ? 1 : -1) * 0.1f * (j + 1) * (i + 1);
            optimizer.Update(0.1, threads: 2);
        }
        return weights.Span[..4].ToArray();
    }

    private static void Near(double[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-6);
    }
}
