using EmotionKit.Neural;

namespace EmotionKit.Tests.Onnx.Export;

/// <summary>Networks with each layer, every setting of it that changes the graph, and the layers that it meets.</summary>
internal static class ExportCases
{
    private static readonly Dictionary<string, Func<NetworkDefinition>> Makers = new()
    {
        ["dense"] = () => Vector(7).Dense(4).Build(),
        ["dense without bias"] = () => Vector(7).Then(new DenseLayer { Units = 4, UseBias = false }).Build(),
        ["dense over frames"] = () => Sequence(6, 5).Dense(4).Build(),
        ["dense over pixels"] = () => Image(4, 5, 3).Dense(2).Build(),
        ["relu"] = () => Vector(9).Relu().Build(),
        ["leaky relu"] = () => Vector(9).LeakyRelu(0.2).Build(),
        ["gelu"] = () => Vector(9).Gelu().Build(),
        ["sigmoid"] = () => Vector(9).Sigmoid().Build(),
        ["tanh"] = () => Vector(9).Tanh().Build(),
        ["softmax"] = () => Vector(9).Softmax().Build(),
        ["softmax of channels"] = () => Sequence(6, 5).Conv1D(4, 3).Softmax().Build(),
        ["dropout"] = () => Sequence(6, 5).Dropout(0.5).SpatialDropout(0.5).Build(),
        ["batch norm alone"] = () => Vector(6).BatchNorm().Build(),
        ["batch norm after dense"] = () => Vector(6).Dense(5).BatchNorm(epsilon: 1e-3).Build(),
        ["batch norm after dense without bias"] = () => Vector(6).Then(new DenseLayer { Units = 5, UseBias = false }).BatchNorm().Build(),
        ["batch norm after convolution and dropout"] = () => Image(6, 6, 2).Conv2D(4, 3).SpatialDropout(0.3).BatchNorm().Relu().Build(),
        ["batch norm after convolution that is read twice"] = Residual,
        ["batch norm of frames"] = () => Sequence(6, 5).BatchNorm().Relu().BatchNorm().Build(),
        ["layer norm"] = () => Vector(8).LayerNorm().Build(),
        ["layer norm of frames"] = () => Sequence(6, 5).Conv1D(8, 3).LayerNorm(1e-3).Build(),
        ["convolution over time, same"] = () => Sequence(9, 4).Conv1D(6, 4).Build(),
        ["convolution over time, valid, stride"] = () => Sequence(11, 4).Conv1D(6, 3, stride: 2, padding: Padding.Valid).Build(),
        ["convolution over time, dilated"] = () => Sequence(11, 4).Conv1D(6, 3, dilation: 3).Build(),
        ["convolution over time, depthwise"] = () => Sequence(9, 4).Conv1D(8, 3, groups: 0, useBias: false).Build(),
        ["convolution over time, explicit padding"] = () => Sequence(9, 4).Then(
            new Conv1DLayer { Filters = 3, Kernel = 5, Padding = Padding.Explicit, PadBefore = 3, PadAfter = 0 }).Build(),
        ["convolution, same"] = () => Image(7, 6, 3).Conv2D(5, 3).Build(),
        ["convolution, even kernel, stride"] = () => Image(7, 6, 3).Then(
            new Conv2DLayer { Filters = 4, KernelHeight = 2, KernelWidth = 4, StrideHeight = 2, StrideWidth = 3 }).Build(),
        ["convolution, groups, dilation"] = () => Image(9, 8, 4).Conv2D(6, 3, dilation: 2, groups: 2, padding: Padding.Valid).Build(),
        ["convolution, explicit padding"] = () => Image(5, 5, 2).Then(new Conv2DLayer
        {
            Filters = 3,
            KernelHeight = 3,
            KernelWidth = 2,
            Padding = Padding.Explicit,
            PadTop = 2,
            PadBottom = 1,
            PadRight = 1,
        }).Build(),
        ["max pooling over time"] = () => Sequence(9, 4).MaxPool1D(2).Build(),
        ["max pooling over time, same, overlapping"] = () => Sequence(9, 4).MaxPool1D(3, 2, Padding.Same).Build(),
        ["average pooling over time, same"] = () => Sequence(9, 4).AveragePool1D(4, 2, Padding.Same).Build(),
        ["max pooling"] = () => Image(7, 8, 3).MaxPool2D(2, 2).Build(),
        ["max pooling, same"] = () => Image(7, 8, 3).MaxPool2D(3, 2, 2, Padding.Same).Build(),
        ["average pooling"] = () => Image(7, 8, 3).AveragePool2D(2, 3).Build(),
        ["average pooling, same"] = () => Image(7, 8, 3).AveragePool2D(3, 3, 2, Padding.Same).Build(),
        ["global mean of frames"] = () => Sequence(9, 4).GlobalPooling().Build(),
        ["global maximum of frames"] = () => Sequence(9, 4).GlobalPooling(PoolKind.Max).Build(),
        ["global deviation of frames"] = () => Sequence(9, 4).GlobalPooling(PoolKind.Deviation).Build(),
        ["global deviation of pixels"] = () => Image(5, 6, 3).Conv2D(4, 3).GlobalPooling(PoolKind.Deviation).Build(),
        ["global mean of pixels"] = () => Image(5, 6, 3).Conv2D(4, 3).GlobalPooling().Build(),
        ["global maximum of pixels"] = () => Image(5, 6, 3).GlobalPooling(PoolKind.Max).Build(),
        ["quantiles of frames"] = () => Sequence(9, 4).QuantilePooling([0, 0.1, 0.5, 1]).Build(),
        ["quantiles of pixels"] = () => Image(5, 6, 3).Conv2D(4, 3).QuantilePooling([0.2, 0.9]).Build(),
        ["deltas"] = () => Sequence(9, 4).Deltas().Conv2D(3, 3).Build(),
        ["deltas of images"] = () => Image(9, 4, 2).Deltas(1, 3).Build(),
        ["attention"] = () => Sequence(9, 4).AttentionPooling(6).Build(),
        ["attention without hidden units"] = () => Sequence(9, 4).AttentionPooling(0).Build(),
        ["lstm"] = () => Sequence(9, 4).Lstm(5).Build(),
        ["lstm, sequences"] = () => Sequence(9, 4).Lstm(5, returnSequences: true).Build(),
        ["lstm, both ways"] = () => Sequence(9, 4).Lstm(5, bidirectional: true).Build(),
        ["lstm, both ways, sequences"] = () => Sequence(9, 4).Lstm(5, returnSequences: true, bidirectional: true).Build(),
        ["gru"] = () => Sequence(9, 4).Gru(5).Build(),
        ["gru, both ways, sequences"] = () => Sequence(9, 4).Gru(5, returnSequences: true, bidirectional: true).Build(),
        ["flatten after convolution"] = () => Image(5, 4, 2).Conv2D(3, 3).Flatten().Dense(4).Build(),
        ["reshape"] = () => Image(6, 4, 2).Conv2D(3, 3).Reshape(6, 12).Lstm(4).Build(),
        ["reshape of a vector"] = () => Vector(12).Reshape(2, 2, 3).Conv2D(2, 2).Build(),
        ["concatenate"] = () => Branches(Sequence(9, 4), (a, b) => a.Concatenate(b)),
        ["add over layouts"] = () => Branches(Sequence(9, 6), (a, b) => a.Add(b)),
        ["masked lstm"] = () => Sequence(9, 4).Masking().Lstm(5).Build(),
        ["masked lstm, another value"] = () => Sequence(9, 4).Masking(-1).Lstm(5, returnSequences: true).Lstm(4).Dense(3).Softmax().Build(),
        ["masked gru, both ways, sequences"] = () => Sequence(9, 4).Masking().Gru(5, returnSequences: true, bidirectional: true).Build(),
        ["masked dense and convolution"] = () => Sequence(9, 4).Masking().Dense(5).Relu().Conv1D(6, 3).BatchNorm().Conv1D(6, 3).Build(),
        ["masked convolution with stride"] = () => Sequence(12, 4).Masking().Sigmoid().Conv1D(6, 4, stride: 3, padding: Padding.Valid).Lstm(4).Build(),
        ["masked max pooling"] = () => Sequence(11, 4).Masking().Dense(5).MaxPool1D(3, 2, Padding.Same).MaxPool1D(2).Lstm(4, bidirectional: true).Build(),
        ["masked average pooling"] = () => Sequence(11, 4).Masking().Dense(5).AveragePool1D(3, 2, Padding.Same).AveragePool1D(2).GlobalPooling().Build(),
        ["masked images over time"] = () => Image(12, 6, 1).Masking().Conv2D(4, 3).BatchNorm().Relu().MaxPool2D(2, 2).Conv2D(4, 3).AveragePool2D(2, 1)
            .Reshape(3, 12).Lstm(5).Build(),
        ["masked global pooling of images"] = () => Image(12, 6, 1).Masking().Conv2D(4, 3).GlobalPooling().Build(),
        ["masked global maximum"] = () => Sequence(9, 4).Masking().Dense(4).GlobalPooling(PoolKind.Max).Build(),
        ["masked global deviation"] = () => Sequence(9, 4).Masking().Dense(4).GlobalPooling(PoolKind.Deviation).Build(),
        ["masked global deviation of images"] = () => Image(12, 6, 1).Masking().Conv2D(4, 3).GlobalPooling(PoolKind.Deviation).Build(),
        ["masked quantiles"] = () => Sequence(9, 4).Masking().Dense(5).QuantilePooling([0, 0.1, 0.5, 0.77, 1]).Build(),
        ["masked quantiles of images"] = () => Image(12, 6, 1).Masking().Conv2D(4, 3).QuantilePooling([0.1, 0.5]).Build(),
        ["masked deltas"] = () => Sequence(9, 4).Masking().Deltas().BatchNorm().Conv2D(3, 3).Build(),
        ["masked deltas of images"] = () => Image(12, 6, 2).Masking().Conv2D(2, 3).Deltas(2, 5).Build(),
        ["masked attention"] = () => Sequence(9, 4).Masking().Lstm(5, returnSequences: true).AttentionPooling(3).Build(),
        ["masked flatten"] = () => Sequence(9, 4).Masking().Dense(3).Flatten().Dense(2).Build(),
        ["masked twice"] = () => Sequence(9, 4).Masking().Relu().Masking().Lstm(3).Build(),
        ["masked inside, lstm"] = () => Sequence(9, 4).Masking(inside: true).Lstm(5, bidirectional: true).Build(),
        ["masked inside, another value"] = () => Sequence(9, 4).Masking(-1, inside: true).Gru(5, returnSequences: true).AttentionPooling(3).Build(),
        ["masked inside, pooled"] = () => Sequence(9, 4).Masking(inside: true).Dense(5).GlobalPooling(PoolKind.Deviation).Build(),
        ["masked inside, images over time"] = () => Image(12, 6, 1).Masking(inside: true).Conv2D(4, 3).BatchNorm().Relu().MaxPool2D(2, 2).Reshape(6, 12).Lstm(5).Build(),
        ["masked inside after a layer"] = () => Sequence(9, 4).Masking().Relu().Masking(inside: true).Lstm(3).Build(),
        ["masked inside, variable time"] = () => Sequence(Shape.Variable, 4).Masking(inside: true).Conv1D(5, 3, stride: 2).Lstm(4).Build(),
        ["masked residual"] = () => Branches(Sequence(9, 4).Masking().Dense(6), (a, b) => a.Add(b)),
        ["variable time"] = () => Sequence(Shape.Variable, 4).Masking().Conv1D(5, 3, stride: 2).Lstm(4, bidirectional: true).Dense(3).Softmax().Build(),
        ["variable time, windows larger than short rows"] = () => Image(Shape.Variable, 4, 1).Masking().Conv2D(3, 3).MaxPool2D(2, 2).MaxPool2D(2, 2)
            .Reshape(-1, 3).Lstm(4).Build(),
        ["variable time, sequences"] = () => Sequence(Shape.Variable, 4).Masking().Dense(5).Reshape(-1, 5).Gru(3, returnSequences: true).Build(),
        ["variable time, deltas and quantiles"] = () => Sequence(Shape.Variable, 4).Masking().Deltas(2, 3).Reshape(-1, 12).QuantilePooling([0.5, 0.9]).Build(),
        ["variable time, deltas and quantiles without masking"] = () => Sequence(Shape.Variable, 4).Deltas(1, 3).Reshape(-1, 8).QuantilePooling([0.5]).Build(),
        ["variable time without masking"] = () => Sequence(Shape.Variable, 4).Conv1D(5, 3).AttentionPooling(4).Build(),
    };

    public static IEnumerable<string> Names => Makers.Keys;

    public static NetworkDefinition Make(string name) => Makers[name]();

    private static NetworkNode Vector(int features) => new NetworkBuilder(features).Input;

    private static NetworkNode Sequence(int frames, int channels) => new NetworkBuilder(frames, channels).Input;

    private static NetworkNode Image(int height, int width, int channels) => new NetworkBuilder(height, width, channels).Input;

    private static NetworkDefinition Residual()
    {
        NetworkNode x = Image(6, 6, 2).Conv2D(4, 3);
        return x.BatchNorm().Relu().Add(x).Build();
    }

    /// <summary>A branch of channels-first operators, and one of time-first ones.</summary>
    private static NetworkDefinition Branches(NetworkNode x, Func<NetworkNode, NetworkNode, NetworkNode> join) =>
        join(x.Conv1D(6, 3).Relu(), x.Lstm(6, returnSequences: true)).Conv1D(3, 1).Build();
}
