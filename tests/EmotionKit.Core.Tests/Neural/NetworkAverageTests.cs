using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>Several networks as one.</summary>
public sealed class NetworkAverageTests
{
    private const int Channels = 3, ClassCount = 4;

    [Fact]
    public void The_answer_is_the_softmax_of_the_mean_of_the_logarithms_of_the_answers()
    {
        Network[] networks = [.. Enumerable.Range(1, 3).Select(seed => Network.Create(Recurrent(), seed))];
        var average = Network.Average(networks);
        foreach (int frames in (int[])[1, 2, 7])
        {
            float[] row = Row(frames);
            double[] expected = new double[ClassCount];
            foreach (Network network in networks)
            {
                float[] answer = Predict(network, row);
                for (int k = 0; k < ClassCount; k++)
                    expected[k] += Math.Log(answer[k]) / networks.Length;
            }
            double sum = expected.Sum(Math.Exp);
            float[] actual = Predict(average, row);
            for (int k = 0; k < ClassCount; k++)
                Assert.Equal(Math.Exp(expected[k]) / sum, actual[k], 1e-6);
        }
    }

    [Fact]
    public void Of_equal_networks_it_is_the_network()
    {
        var network = Network.Create(Recurrent(), 1);
        float[] row = Row(5);
        Assert.Equal(Predict(network, row), Predict(Network.Average([network, network, network, network]), row));
    }

    [Fact]
    public void One_alone_is_given_back()
    {
        var network = Network.Create(Recurrent(), 1);
        Assert.Same(network, Network.Average([network]));
    }

    [Fact]
    public void A_sigmoid_is_one_of_the_mean_too()
    {
        NetworkNode x = new NetworkBuilder(Channels).Input;
        NetworkDefinition binary = x.Dense(2).Tanh().Dense(1).Sigmoid().Build();
        Network[] networks = [Network.Create(binary, 1), Network.Create(binary, 2)];
        float[] row = [0.3f, -1, 2];
        double logit = networks.Average(network => Logit(Predict(network, row)[0]));
        Assert.Equal(logit, Logit(Predict(Network.Average(networks), row)[0]), 1e-5);

        static double Logit(float p) => Math.Log(p / (1.0 - p));
    }

    [Fact]
    public void Layers_without_parameters_that_read_the_same_are_there_once()
    {
        NetworkDefinition definition = Recurrent();
        var average = Network.Average([.. Enumerable.Range(1, 3).Select(seed => Network.Create(definition, seed))]);
        // Of two of them: masking, shapes and derivatives of the input. What reads an LSTM is each network's own.
        Assert.Equal(3 * (definition.Layers.Count - 1) - 2 * 4 + 4, average.Definition.Layers.Count);
        Assert.Single(average.Definition.Layers, layer => layer.Spec is DeltaLayer);
        Assert.Equal(3, average.Definition.Layers.Count(layer => layer.Spec is LstmLayer));
    }

    [Fact]
    public void Running_statistics_and_long_names_come_along()
    {
        string name = new('x', 128);
        var definition = new NetworkDefinition(new Shape(Channels), [
            new NetworkLayer(name, new DenseLayer { Units = 5 }, ["input"]),
            new NetworkLayer("norm", new BatchNormLayer(), [name]),
            // The name that a layer of too long a name would be given.
            new NetworkLayer("layer1", new DenseLayer { Units = 5 }, ["norm"]),
            new NetworkLayer("out", new DenseLayer { Units = ClassCount }, ["layer1"]),
            new NetworkLayer("p", new SoftmaxLayer(), ["out"]),
        ]);
        var examples = NetworkExamples.FromMatrix(new Shape(Channels), new float[] { 1, 2, 3, -3, 2, 1, 0, 0, 5, 7, -7, 1 }, [0, 1, 2, 3], [], []);
        Network[] trained = [.. Enumerable.Range(1, 2).Select(seed => new NetworkTrainer(definition, new NetworkTrainingOptions { Epochs = 3, BatchSize = 2, Seed = seed }).Train(examples, ClassCount))];
        var average = Network.Average(trained);
        Assert.Equal(trained.Sum(network => network.Parameters.Count), average.Parameters.Count);
        foreach ((Network network, string prefix) in trained.Zip(["net1_", "net2_"]))
        {
            foreach (NetworkParameter parameter in network.Parameters.Where(parameter => parameter.Name.StartsWith("norm", StringComparison.Ordinal)))
                Assert.Equal(parameter.Values.ToArray(), average.Parameters.Single(other => other.Name == prefix + parameter.Name).Values.ToArray());
        }
        float[] row = [1, -2, 0.5f];
        double[] logs = [.. Predict(trained[0], row).Zip(Predict(trained[1], row), (a, b) => (Math.Log(a) + Math.Log(b)) / 2)];
        Assert.All(Predict(average, row).Zip(logs), pair => Assert.Equal(Math.Exp(pair.Second) / logs.Sum(Math.Exp), pair.First, 1e-6));
        Assert.Equal([1, 2, 3, 4, 5, 6], average.History.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(6, average.History.BestEpoch);
    }

    [Fact]
    public void It_survives_saving_and_can_be_trained_further()
    {
        NetworkDefinition definition = Recurrent();
        var average = Network.Average([Network.Create(definition, 1), Network.Create(definition, 2)]);
        using var file = new MemoryStream();
        average.Save(file);
        file.Position = 0;
        float[] row = Row(4);
        Assert.Equal(Predict(average, row), Predict(Network.Load(file), row));

        float[][] rows = [.. Enumerable.Range(3, 8).Select(Row)];
        var examples = new NetworkExamples(definition.InputShape!.Value, [.. rows.Select(one => (ReadOnlyMemory<float>)one)], [0, 1, 2, 3, 0, 1, 2, 3], [], []);
        Network further = new NetworkTrainer(average, new NetworkTrainingOptions { Epochs = 150, BatchSize = 8, LearningRate = 0.02 }).Train(examples, ClassCount);
        Assert.True(further.History.Epochs[^1].Loss < 0.5 * further.History.Epochs[0].Loss);
    }

    [Fact]
    public void Networks_that_do_not_agree_are_refused()
    {
        var network = Network.Create(Recurrent(), 1);
        Assert.Contains("got none", Assert.Throws<ArgumentException>(() => Network.Average([])).Message, StringComparison.Ordinal);
        Assert.Contains("network 2", Assert.Throws<ArgumentException>(() => Network.Average([network, Network.Create(new NetworkBuilder(Channels).Input.Dense(ClassCount).Softmax().Build(), 1)])).Message, StringComparison.Ordinal);
        Assert.Contains("1 to 64, got 65", Assert.Throws<ArgumentException>(() => Network.Average([.. Enumerable.Repeat(network, 65)])).Message, StringComparison.Ordinal);
        var frames = Network.Create(new NetworkBuilder(3, Channels).Input.Dense(ClassCount).Softmax().Build(), 1);
        Assert.Contains("of one axis", Assert.Throws<ArgumentException>(() => Network.Average([frames, frames])).Message, StringComparison.Ordinal);
        Assert.Contains("(dense)", Assert.Throws<ArgumentException>(() => Network.Average([network, Network.Create(new NetworkBuilder(Channels).Input.Dense(ClassCount).Build(), 1)])).Message, StringComparison.Ordinal);
    }

    private static NetworkDefinition Recurrent() =>
        new NetworkBuilder(Shape.Variable, Channels).Input.Masking().Reshape(Shape.Variable, Channels, 1).Deltas(1, 3).Reshape(Shape.Variable, 2 * Channels)
            .Lstm(3).Dense(ClassCount).Softmax().Build();

    private static float[] Row(int frames) => [.. Enumerable.Range(0, frames * Channels).Select(i => (float)Math.Sin(i * i + frames))];

    private static float[] Predict(Network network, float[] row)
    {
        float[] output = new float[network.OutputSize];
        network.Predict(row, output);
        return output;
    }
}
