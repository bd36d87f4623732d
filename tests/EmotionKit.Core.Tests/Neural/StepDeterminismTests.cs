using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>Networks as large as those in use, so that kernels do share their work among threads.</summary>
public class StepDeterminismTests
{
    private static readonly Dictionary<string, Func<NetworkDefinition>> Networks = new()
    {
        ["lstm"] = () => new NetworkBuilder(130, 40).Input.Masking().Lstm(128, returnSequences: true).Dropout(0.3).Lstm(64).Dense(8).Build(),
        ["cnn and gru"] = () => new NetworkBuilder(130, 40, 1).Input.Conv2D(32, 3).BatchNorm().Relu().MaxPool2D(2, 2).Conv2D(64, 3).BatchNorm().Relu().MaxPool2D(2, 2)
            .Reshape(-1, 640).Gru(64, bidirectional: true).Dropout(0.3).Dense(8).Build(),
        ["digits"] = () => new NetworkBuilder(28, 28, 1).Input.Conv2D(32, 3).Relu().MaxPool2D(2, 2).Conv2D(64, 3).Relu().MaxPool2D(2, 2)
            .Flatten().Dense(128).Relu().Dropout(0.5).Dense(10).Build(),
        ["odd sizes"] = () => new NetworkBuilder(101, 33).Input.Masking().Conv1D(77, 5, groups: 11).BatchNorm().Gelu().Conv1D(77, 7, groups: 0).LayerNorm().Relu()
            .Lstm(51, returnSequences: true, bidirectional: true).AttentionPooling(37).Dense(8).Build(),
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_after_two_steps_have_the_same_bits_on_any_number_of_threads(string name)
    {
        float[] one = Train(Networks[name](), threads: 1);
        Assert.True(one.AsSpan().SequenceEqual(Train(Networks[name](), threads: 2)));
        Assert.True(one.AsSpan().SequenceEqual(Train(Networks[name](), threads: 5)));
        Assert.DoesNotContain(float.NaN, one);
    }

    private static float[] Train(NetworkDefinition network, int threads)
    {
        const int batch = 19;
        var layout = new ParameterLayout(network);
        var state = new TrainingState(layout, new NetworkTrainingOptions());
        ParameterInitializer.Fill(layout, state.Weights, 1);
        var session = new Session(network, layout, withoutLast: false);
        (session.Pass.Threads, session.Pass.Training, session.Pass.Weights, session.Pass.Gradients) = (threads, true, state.Weights, state.Gradients);
        for (int step = 0; step < 2; step++)
        {
            session.Pass.Seed = step;
            var random = new DeterministicRandom(step);
            Tensor input = session.Begin(batch, 1);
            Fill(input.Span, ref random);
            // Sequences of all lengths, for masking to find.
            for (int row = 0; row < batch && input.Shape.Rank == 2; row++)
                input.Row(row)[((1 + row * 37 % input.Shape[0]) * input.Channels)..].Clear();
            float[] gradient = new float[session.Forward().Length];
            Fill(gradient, ref random);
            session.Backward(gradient);
            state.Optimizer.Update(0.01, threads);
        }
        return state.Weights.Span.ToArray();
    }

    private static void Fill(Span<float> values, ref DeterministicRandom random)
    {
        foreach (ref float value in values)
            value = (float)random.NextDouble(-0.5, 0.5);
    }
}
