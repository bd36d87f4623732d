using EmotionKit.Neural;

namespace EmotionKit.Tests.Onnx.Export;

/// <summary>Directed acyclic graphs of layers drawn at random, with branches that meet again.</summary>
internal static class RandomNetwork
{
    public static NetworkDefinition Make(int seed)
    {
        var random = new Random(seed);
        bool isImage = random.Next(3) == 0;
        int time = random.Next(3) == 0 ? Shape.Variable : random.Next(12, 17);
        NetworkNode x = (isImage ? new NetworkBuilder(time, 6, 2) : new NetworkBuilder(time, 4)).Input;
        if (random.Next(2) == 0)
            x = x.Masking(inside: seed % 2 == 0);
        int blocks = random.Next(2, 6);
        for (int block = 0; block < blocks; block++)
        {
            NetworkNode y = Layer(x, random), z = Layer(x, random);
            x = random.Next(4) switch
            {
                0 when y.Shape == z.Shape => y.Add(z),
                1 when y.Shape.WithLast(1) == z.Shape.WithLast(1) => y.Concatenate(z),
                // A layer that was built and leads nowhere is not allowed: make it part of the sum, by way of a mean.
                _ => Joined(y, z),
            };
        }
        return x.GlobalPooling(PoolKind.Max).Dense(3).Softmax().Build();
    }

    private static NetworkNode Joined(NetworkNode y, NetworkNode z)
    {
        NetworkNode flat = z.GlobalPooling().Dense(y.Shape.Last);
        return y.GlobalPooling().Add(flat).Tanh().Reshape(1, y.Shape.Last).Concatenate(
            y.GlobalPooling(PoolKind.Max).Reshape(1, y.Shape.Last));
    }

    private static NetworkNode Layer(NetworkNode x, Random random) => x.Shape.Rank == 3 ? ImageLayer(x, random) : SequenceLayer(x, random);

    private static NetworkNode ImageLayer(NetworkNode x, Random random) => random.Next(6) switch
    {
        0 => x.Conv2D(4, 3).BatchNorm().Relu(),
        1 => x.Conv2D(x.Shape.Last * 2, 3, groups: 0),
        2 => x.MaxPool2D(2, 1, 1, Padding.Same),
        3 => x.AveragePool2D(3, 1, 1, Padding.Same),
        4 => x.Dense(5).Gelu().LayerNorm(),
        _ => x.BatchNorm().LeakyRelu(),
    };

    private static NetworkNode SequenceLayer(NetworkNode x, Random random) => random.Next(9) switch
    {
        0 => x.Conv1D(5, random.Next(1, 5)).BatchNorm().Relu(),
        1 => x.Conv1D(x.Shape.Last, 3, groups: 0, dilation: 2),
        2 => x.Lstm(3, returnSequences: true, bidirectional: random.Next(2) == 0),
        3 => x.Gru(4, returnSequences: true, bidirectional: random.Next(2) == 0),
        4 => x.MaxPool1D(3, 1, Padding.Same),
        5 => x.AveragePool1D(2, 1, Padding.Same),
        6 => x.Dense(5).Gelu(),
        7 => x.LayerNorm().Dropout(0.2),
        _ => x.BatchNorm().Tanh(),
    };
}
