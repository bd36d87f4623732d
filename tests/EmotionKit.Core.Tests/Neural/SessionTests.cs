using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

public class SessionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dropout_keeps_the_mean_and_drops_the_same_values_backward(bool perChannel)
    {
        NetworkNode x = new NetworkBuilder(50, 40).Input.Dense(30);
        NetworkDefinition network = (perChannel ? x.SpatialDropout(0.3) : x.Dropout(0.3)).Build();
        Session session = Make(network, 3);
        Tensor output = Run(session, 20, training: true);
        float[] dropped = output.Span.ToArray();
        double share = dropped.Count(v => v == 0) / (double)dropped.Length;
        Assert.InRange(share, perChannel ? 0.24 : 0.29, perChannel ? 0.36 : 0.31);
        float[] ones = new float[dropped.Length];
        Array.Fill(ones, 1);
        session.Backward(ones);
        // The bias' gradient is the sum of the factors.
        float[] bias = session.Pass.Gradients.Of(new ParameterLayout(network).Slots[1]).ToArray();
        for (int c = 0; c < 30; c++)
            Assert.Equal(Enumerable.Range(0, 1000).Count(f => dropped[f * 30 + c] != 0) / 0.7, bias[c], 0.2);
        if (perChannel)
            Assert.All(Enumerable.Range(0, 20 * 30), i => Assert.Single(Enumerable.Range(0, 50).Select(f => dropped[(i / 30 * 50 + f) * 30 + i % 30] == 0).Distinct()));

        float[] plain = Run(session, 20, training: false).Span.ToArray();
        for (int i = 0; i < plain.Length; i++)
        {
            if (dropped[i] != 0)
                Assert.Equal(plain[i] / 0.7, dropped[i], 1e-4 * (1 + Math.Abs(plain[i])));
        }
    }

    [Fact]
    public void Steps_of_training_draw_anew()
    {
        Session session = Make(new NetworkBuilder(200).Input.Dense(200).Dropout(0.5).Build(), 1);
        float[] first = Run(session, 2, training: true).Span.ToArray();
        Assert.Equal(first, Run(session, 2, training: true).Span.ToArray());
        Assert.NotEqual(first[..200].Select(v => v == 0), first[200..].Select(v => v == 0));
        session.Pass.Seed = 2;
        Assert.NotEqual(first, Run(session, 2, training: true).Span.ToArray());
    }

    [Fact]
    public void After_its_first_batches_a_step_allocates_no_buffers()
    {
        NetworkNode x = new NetworkBuilder(60, 20).Input.Masking().Conv1D(32, 3).BatchNorm().Relu().MaxPool1D(2).Dropout(0.2);
        NetworkDefinition network = x.Lstm(16, returnSequences: true, bidirectional: true).LayerNorm().AttentionPooling(8).Dense(4).Build();
        Session session = Make(network, 1);
        float[] gradient = new float[16 * 4];
        gradient.AsSpan().Fill(0.1f);
        long least = long.MaxValue;
        for (int step = 0; step < 12; step++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(session, 16, training: true);
            session.Backward(gradient);
            // The least: a collection may have emptied the shared pool in between.
            if (step >= 3)
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        // The smallest activation of a step has 64 values, the largest 30720 of 4 bytes: what remains are small objects.
        Assert.InRange(least, 0, 40_000);
    }

    [Fact]
    public void Networks_score_on_many_threads_at_once_as_on_one()
    {
        Network network = Network.Create(new NetworkBuilder(Shape.Variable, 4).Input.Lstm(8).Dense(4).Softmax().Build(), 1);
        NetworkExamples rows = TrainingTasks.Humps(40, 1, 30, 4, 1);
        float[][] expected = [.. Enumerable.Range(0, 40).Select(i => One(network, rows, i))];
        float[][] actual = new float[40][];
        Parallel.For(0, 40, i => actual[i] = One(network, rows, i));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused_when_scored()
    {
        Network network = Network.Create(new NetworkBuilder(10, 4).Input.Flatten().Dense(2).Softmax().Build(), 1);
        float[] output = new float[2];
        Assert.Contains("expected 10 frames of 4 values, got 11 frames", Assert.Throws<ArgumentException>(() => network.Predict(new float[44], output)).Message, StringComparison.Ordinal);
        float[] broken = new float[40];
        broken[9] = float.PositiveInfinity;
        Assert.Contains("frame 2, value 1", Assert.Throws<ArgumentException>(() => network.Predict(broken, output)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Predict(new float[40], new float[3]));
    }

    private static float[] One(Network network, NetworkExamples rows, int row)
    {
        float[] output = new float[4];
        network.Predict(rows.Row(row).Span, output);
        return output;
    }

    private static Session Make(NetworkDefinition network, int threads)
    {
        var layout = new ParameterLayout(network);
        var weights = new ParameterValues(layout.Length);
        ParameterInitializer.Fill(layout, weights, 4);
        var session = new Session(network, layout, withoutLast: false);
        (session.Pass.Weights, session.Pass.Gradients, session.Pass.Threads, session.Pass.Seed) = (weights, new ParameterValues(layout.TrainableLength), threads, 1);
        return session;
    }

    private static Tensor Run(Session session, int batch, bool training)
    {
        session.Pass.Training = training;
        Tensor input = session.Begin(batch, 1);
        var random = new DeterministicRandom(11);
        foreach (ref float value in input.Span)
            value = (float)random.NextDouble(0.1, 1);
        return session.Forward();
    }
}
