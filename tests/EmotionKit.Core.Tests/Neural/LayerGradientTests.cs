using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>Every layer's output and gradients, for inputs and parameters, against a double-precision reference and its central differences.</summary>
public class LayerGradientTests
{
    private static readonly Dictionary<string, Func<NetworkDefinition>> Networks = new()
    {
        ["dense"] = () => Vector().Dense(4).Build(),
        ["dense without bias"] = () => Vector().Then(new DenseLayer { Units = 4, UseBias = false }).Build(),
        ["dense per frame"] = () => Sequence().Dense(4).Dense(3).Build(),
        ["dense and fused relu"] = () => Vector().Dense(9).Relu().Dense(3).Build(),
        ["conv1d same"] = () => Sequence().Conv1D(4, 3).Build(),
        ["conv1d strided, dilated"] = () => Sequence().Dense(4).Conv1D(6, 3, stride: 2, dilation: 2, groups: 2).Relu().Build(),
        ["conv1d valid"] = () => Sequence().Dense(4).Conv1D(3, 4, padding: Padding.Valid, useBias: false).Build(),
        ["conv1d explicit"] = () => Sequence().Dense(2).Then(new Conv1DLayer { Filters = 3, Kernel = 4, Padding = Padding.Explicit, PadBefore = 3 }).Build(),
        ["conv1d depthwise"] = () => Sequence().Dense(4).Conv1D(8, 3, groups: 0).Build(),
        ["conv2d same"] = () => Image().Conv2D(3, 3).Conv2D(2, 2).Build(),
        ["conv2d valid, strided"] = () => Image().Dense(2).Conv2D(4, 3, stride: 2, padding: Padding.Valid).Relu().Build(),
        ["conv2d dilated, grouped"] = () => Image().Dense(4).Conv2D(4, 3, dilation: 2, groups: 2).Build(),
        ["conv2d depthwise"] = () => Image().Dense(3).Conv2D(6, 3, groups: 0).Build(),
        ["conv2d explicit, oblong"] = () => Image().Dense(2).Then(new Conv2DLayer
        {
            Filters = 3,
            KernelHeight = 2,
            KernelWidth = 4,
            StrideWidth = 2,
            DilationHeight = 2,
            Padding = Padding.Explicit,
            PadTop = 1,
            PadLeft = 2,
            PadRight = 1,
        }).Build(),
        ["max pool 1d"] = () => Sequence().Dense(3).MaxPool1D(2).Build(),
        ["max pool 1d same, overlapping"] = () => Sequence().Dense(3).MaxPool1D(3, 2, Padding.Same).Build(),
        ["average pool 1d"] = () => Sequence().Dense(3).AveragePool1D(3, 2, Padding.Same).Build(),
        ["max pool 2d"] = () => Image().Dense(3).MaxPool2D(2, 2).Build(),
        ["max pool 2d same, overlapping"] = () => Image().Dense(2).MaxPool2D(3, 2, 1, Padding.Same).Build(),
        ["average pool 2d"] = () => Image().Dense(3).AveragePool2D(2, 3, 2, Padding.Same).Build(),
        ["global mean"] = () => Sequence().Dense(3).GlobalPooling().Build(),
        ["global max"] = () => Sequence().Dense(3).GlobalPooling(PoolKind.Max).Build(),
        ["global deviation"] = () => Sequence().Dense(3).GlobalPooling(PoolKind.Deviation).Build(),
        ["global deviation of images"] = () => Image().Dense(3).GlobalPooling(PoolKind.Deviation).Build(),
        ["global mean of images"] = () => Image().Dense(3).GlobalPooling().Build(),
        ["quantiles"] = () => Sequence().Dense(3).QuantilePooling([0, 0.1, 0.5, 0.85, 1]).Build(),
        ["quantiles of more channels than a vector has"] = () => Sequence().Dense(19).QuantilePooling([0.3]).Build(),
        ["quantiles of images"] = () => Image().Dense(3).QuantilePooling([0.25, 0.75]).Build(),
        ["deltas"] = () => Sequence().Dense(3).Deltas(2, 5).Build(),
        ["deltas of images"] = () => Image().Dense(2).Deltas(1, 3).Build(),
        ["attention"] = () => Sequence().Dense(4).AttentionPooling(5).Build(),
        ["linear attention"] = () => Sequence().Dense(4).AttentionPooling(0).Build(),
        ["lstm sequences"] = () => Sequence().Dense(3).Lstm(4, returnSequences: true).Build(),
        ["lstm last"] = () => Sequence().Lstm(4).Build(),
        ["lstm bidirectional sequences"] = () => Sequence().Dense(3).Lstm(4, returnSequences: true, bidirectional: true).Build(),
        ["lstm bidirectional last"] = () => Sequence().Dense(3).Lstm(4, bidirectional: true).Build(),
        ["lstm stacked"] = () => Sequence().Lstm(4, returnSequences: true).Lstm(3, returnSequences: true).Lstm(2).Build(),
        ["gru sequences"] = () => Sequence().Dense(3).Gru(4, returnSequences: true).Build(),
        ["gru last"] = () => Sequence().Gru(4).Build(),
        ["gru bidirectional"] = () => Sequence().Dense(3).Gru(4, returnSequences: true, bidirectional: true).Gru(3, bidirectional: true).Build(),
        ["batch norm of sequences"] = () => Sequence().Dense(3).BatchNorm().Build(),
        ["batch norm of vectors"] = () => Vector().Dense(3).BatchNorm().Relu().Build(),
        ["batch norm of images"] = () => Image().Conv2D(3, 3).BatchNorm().Relu().Conv2D(2, 3).Build(),
        ["layer norm"] = () => Sequence().Dense(5).LayerNorm().Build(),
        ["leaky relu"] = () => Vector().Dense(6).LeakyRelu(0.2).Build(),
        ["gelu"] = () => Vector().Dense(6).Gelu().Build(),
        ["sigmoid"] = () => Sequence().Dense(4).Sigmoid().Build(),
        ["tanh"] = () => Sequence().Dense(4).Tanh().Build(),
        ["softmax"] = () => Sequence().Dense(4).Softmax().Build(),
        ["masking"] = () => new NetworkBuilder(9, 3).Input.Masking().Conv1D(4, 3).BatchNorm().Relu().MaxPool1D(2).Lstm(3, returnSequences: true, bidirectional: true).AttentionPooling(3).Build(),
        ["masking inside"] = () => new NetworkBuilder(9, 3).Input.Masking(inside: true).Conv1D(4, 3).BatchNorm().Relu().Lstm(3, returnSequences: true, bidirectional: true).AttentionPooling(3).Build(),
        ["masking inside, after a layer"] = () => new NetworkBuilder(9, 3).Input.Then(new DenseLayer { Units = 3, UseBias = false }).Masking(inside: true).Gru(3, bidirectional: true).Build(),
        ["masking inside, pooled"] = () => new NetworkBuilder(9, 3).Input.Masking(inside: true).GlobalPooling().Dense(2).Build(),
        ["flatten, reshape"] = () => Image().Conv2D(4, 3).Reshape(-1, 8).Lstm(3, returnSequences: true).Flatten().Dense(2).Build(),
        ["cnn-lstm over variable time"] = () => new NetworkBuilder(-1, 6, 1).Input.Conv2D(3, 3).BatchNorm().Relu().MaxPool2D(2, 2).Conv2D(2, 3).Relu().Reshape(-1, 6).Lstm(4).Build(),
        ["residual"] = Residual,
        ["an input twice"] = Twice,
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_and_gradients_agree_with_the_reference(string name)
    {
        NetworkDefinition network = Networks[name]();
        // Padded rows give what they give alone; the shortest has fewer frames than most windows.
        GradientCase test = GradientCase.Make(network, [7, 4, 1, 9]);
        test.CheckOutputs();
        test.CheckParameterGradients();
        test.CheckInputGradients();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_training_outputs_agree_with_the_reference(string name) => GradientCase.Make(Networks[name](), [7, 4, 1, 9]).CheckInference();

    // Of 1, 2, 6 the mean is 3 and the unbiased variance 7; a tenth of each joins the averages, as in PyTorch.
    [Fact]
    public void Batch_normalisation_averages_means_and_unbiased_variances()
    {
        NetworkDefinition network = new NetworkBuilder(1).Input.BatchNorm(name: "norm").Build();
        var layout = new ParameterLayout(network);
        var weights = new ParameterValues(layout.Length);
        ParameterInitializer.Fill(layout, weights, 1);
        var session = new Session(network, layout, withoutLast: false);
        (session.Pass.Weights, session.Pass.Training) = (weights, true);
        new[] { 1f, 2, 6 }.CopyTo(session.Begin(3, 1).Span);
        session.Forward();
        Assert.Equal(0.3, weights.Of(layout.Of("norm")[2])[0], 1e-6);
        Assert.Equal(1.6, weights.Of(layout.Of("norm")[3])[0], 1e-6);
    }

    [Fact]
    public void A_single_value_per_channel_is_normalised_by_the_running_averages()
    {
        GradientCase test = GradientCase.Make(new NetworkBuilder(5).Input.Dense(3).BatchNorm().Dense(2).Build(), [1]);
        test.CheckOutputs();
        test.CheckParameterGradients();
    }

    private static NetworkNode Vector() => new NetworkBuilder(5).Input;

    private static NetworkNode Sequence() => new NetworkBuilder(Shape.Variable, 3).Input;

    private static NetworkNode Image() => new NetworkBuilder(6, 5, 2).Input;

    private static NetworkDefinition Residual()
    {
        NetworkNode x = Sequence().Conv1D(4, 3).BatchNorm().Relu();
        NetworkNode y = x.Conv1D(4, 3).BatchNorm().Relu().Conv1D(4, 1).Add(x).Relu();
        return y.GlobalPooling().Concatenate(y.GlobalPooling(PoolKind.Max)).Concatenate(y.Lstm(2)).Dense(3).Build();
    }

    private static NetworkDefinition Twice()
    {
        NetworkNode x = Vector().Dense(4).Tanh();
        NetworkNode y = x.Add(x).Relu();
        return y.Concatenate(y).Add(y.Concatenate(x.Sigmoid())).Build();
    }
}
