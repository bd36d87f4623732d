using EmotionKit.Neural;

namespace EmotionKit.Benchmarks.Neural;

/// <summary>The networks of the comparisons with their batches; benchmarks/peers/peers.py has the same.</summary>
internal sealed record BenchmarkNetwork(NetworkDefinition Definition, int Batch)
{
    /// <summary>130 frames of 40 coefficients, LSTM 128, LSTM 64, 7 classes.</summary>
    public static BenchmarkNetwork Lstm() => new(
        new NetworkBuilder(130, 40).Input.Lstm(128, returnSequences: true).Lstm(64).Dense(7).Softmax().Build(), 32);

    /// <summary>130 frames of 40 coefficients, two convolutions over time with pooling, LSTM 64, 7 classes.</summary>
    public static BenchmarkNetwork CnnLstm() => new(
        new NetworkBuilder(130, 40).Input.Conv1D(64, 5).Relu().MaxPool1D(2).Conv1D(64, 5).Relu().MaxPool1D(2).Lstm(64).Dense(7).Softmax().Build(), 32);

    /// <summary>28 x 28 pixels, two convolutions with pooling, dense 128, 10 classes.</summary>
    public static BenchmarkNetwork DigitCnn() => new(
        new NetworkBuilder(28, 28, 1).Input.Conv2D(32, 3, padding: Padding.Valid).Relu().MaxPool2D(2, 2).Conv2D(64, 3, padding: Padding.Valid).Relu().MaxPool2D(2, 2)
            .Flatten().Dense(128).Relu().Dense(10).Softmax().Build(),
        64);
}
