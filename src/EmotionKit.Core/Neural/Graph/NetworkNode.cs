namespace EmotionKit.Neural;

/// <summary>The output of a layer, or the input, of a network that is being built. Its methods add a layer behind it.</summary>
/// <remarks>Shapes leave the batch out. Every method throws <see cref="ArgumentException"/>, naming the layer, for a setting out of range, a shape that does not
/// fit, and a name that is taken.</remarks>
public sealed class NetworkNode
{
    internal NetworkNode(NetworkBuilder builder, string name, Shape shape)
    {
        Builder = builder;
        Name = name;
        Shape = shape;
    }

    /// <summary>The builder that it belongs to.</summary>
    public NetworkBuilder Builder { get; }

    /// <summary>The layer's name.</summary>
    public string Name { get; }

    /// <summary>The shape of its output.</summary>
    public Shape Shape { get; }

    /// <summary>Adds any layer of one input.</summary>
    /// <param name="spec">The layer and its settings.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Then(LayerSpec spec, string? name = null) => Builder.Add(spec, [this], name);

    /// <summary>Adds a <see cref="DenseLayer"/>: (..., n) to (..., units).</summary>
    /// <param name="units">Outputs, at least 1; 0 for the number of classes.</param>
    /// <param name="init">First values of the kernel.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Dense(int units, WeightInit init = WeightInit.GlorotUniform, string? name = null) =>
        Then(new DenseLayer { Units = units, Init = init }, name);

    /// <summary>Adds a <see cref="Conv1DLayer"/>: (time, channels) to (time', filters).</summary>
    /// <param name="filters">Output channels, at least 1, a multiple of the groups.</param>
    /// <param name="kernel">Frames of a window, at least 1.</param>
    /// <param name="stride">Frames from window to window, at least 1.</param>
    /// <param name="dilation">Frames from tap to tap, at least 1.</param>
    /// <param name="padding"><see cref="Padding.Same"/> or <see cref="Padding.Valid"/>.</param>
    /// <param name="groups">Groups of channels that do not mix; 0 for one per input channel (depthwise).</param>
    /// <param name="useBias">Whether there is a bias.</param>
    /// <param name="init">First values of the kernel.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Conv1D(
        int filters, int kernel, int stride = 1, int dilation = 1, Padding padding = Padding.Same, int groups = 1, bool useBias = true,
        WeightInit init = WeightInit.GlorotUniform, string? name = null) =>
        Then(new Conv1DLayer
        {
            Filters = filters,
            Kernel = kernel,
            Stride = stride,
            Dilation = dilation,
            Padding = padding,
            Groups = groups,
            UseBias = useBias,
            Init = init,
        }, name);

    /// <summary>Adds a <see cref="Conv2DLayer"/> of a square kernel, (height, width, channels) to (height', width', filters); <see cref="Then"/> takes any other.</summary>
    /// <param name="filters">Output channels, at least 1, a multiple of the groups.</param>
    /// <param name="kernel">Pixels along each side of a window, at least 1.</param>
    /// <param name="stride">Pixels from window to window, at least 1.</param>
    /// <param name="dilation">Pixels from tap to tap, at least 1.</param>
    /// <param name="padding"><see cref="Padding.Same"/> or <see cref="Padding.Valid"/>.</param>
    /// <param name="groups">Groups of channels that do not mix; 0 for one per input channel (depthwise).</param>
    /// <param name="useBias">Whether there is a bias.</param>
    /// <param name="init">First values of the kernel.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Conv2D(
        int filters, int kernel, int stride = 1, int dilation = 1, Padding padding = Padding.Same, int groups = 1, bool useBias = true,
        WeightInit init = WeightInit.GlorotUniform, string? name = null) =>
        Then(new Conv2DLayer
        {
            Filters = filters,
            KernelHeight = kernel,
            KernelWidth = kernel,
            StrideHeight = stride,
            StrideWidth = stride,
            DilationHeight = dilation,
            DilationWidth = dilation,
            Padding = padding,
            Groups = groups,
            UseBias = useBias,
            Init = init,
        }, name);

    /// <summary>Adds a <see cref="MaxPool1DLayer"/>: (time, channels) to (time', channels).</summary>
    /// <param name="size">Frames of a window, at least 1.</param>
    /// <param name="stride">Frames from window to window; 0 for the size of a window.</param>
    /// <param name="padding"><see cref="Padding.Same"/> or <see cref="Padding.Valid"/>.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode MaxPool1D(int size, int stride = 0, Padding padding = Padding.Valid, string? name = null) =>
        Then(new MaxPool1DLayer { Size = size, Stride = stride, Padding = padding }, name);

    /// <summary>Adds an <see cref="AveragePool1DLayer"/>: (time, channels) to (time', channels).</summary>
    /// <param name="size">Frames of a window, at least 1.</param>
    /// <param name="stride">Frames from window to window; 0 for the size of a window.</param>
    /// <param name="padding"><see cref="Padding.Same"/> or <see cref="Padding.Valid"/>.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode AveragePool1D(int size, int stride = 0, Padding padding = Padding.Valid, string? name = null) =>
        Then(new AveragePool1DLayer { Size = size, Stride = stride, Padding = padding }, name);

    /// <summary>Adds a <see cref="MaxPool2DLayer"/>: (height, width, channels) to (height', width', channels).</summary>
    /// <param name="height">Rows of a window, at least 1.</param>
    /// <param name="width">Columns of a window, at least 1.</param>
    /// <param name="stride">Pixels from window to window; 0 for the size of a window.</param>
    /// <param name="padding"><see cref="Padding.Same"/> or <see cref="Padding.Valid"/>.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode MaxPool2D(int height, int width, int stride = 0, Padding padding = Padding.Valid, string? name = null) =>
        Then(new MaxPool2DLayer { Height = height, Width = width, StrideHeight = stride, StrideWidth = stride, Padding = padding }, name);

    /// <summary>Adds an <see cref="AveragePool2DLayer"/>: (height, width, channels) to (height', width', channels).</summary>
    /// <param name="height">Rows of a window, at least 1.</param>
    /// <param name="width">Columns of a window, at least 1.</param>
    /// <param name="stride">Pixels from window to window; 0 for the size of a window.</param>
    /// <param name="padding"><see cref="Padding.Same"/> or <see cref="Padding.Valid"/>.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode AveragePool2D(int height, int width, int stride = 0, Padding padding = Padding.Valid, string? name = null) =>
        Then(new AveragePool2DLayer { Height = height, Width = width, StrideHeight = stride, StrideWidth = stride, Padding = padding }, name);

    /// <summary>Adds a <see cref="GlobalPoolingLayer"/>: (..., channels) to (channels).</summary>
    /// <param name="pool">Mean, largest value or standard deviation over time or the image.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode GlobalPooling(PoolKind pool = PoolKind.Mean, string? name = null) => Then(new GlobalPoolingLayer { Pool = pool }, name);

    /// <summary>Adds an <see cref="AttentionPoolingLayer"/>: (time, channels) to (channels).</summary>
    /// <param name="units">Hidden units; 0 for a score that is linear in the frame.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode AttentionPooling(int units = 64, string? name = null) => Then(new AttentionPoolingLayer { Units = units }, name);

    /// <summary>Adds a <see cref="QuantilePoolingLayer"/>: (..., channels) to (channels · quantiles).</summary>
    /// <param name="quantiles">Which, each 0 to 1.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode QuantilePooling(IReadOnlyList<double> quantiles, string? name = null) => Then(new QuantilePoolingLayer { Quantiles = quantiles }, name);

    /// <summary>Adds a <see cref="DeltaLayer"/>: (time, coefficients) to (time, coefficients, order + 1).</summary>
    /// <param name="order">How many derivatives, 1 to <paramref name="width"/> - 1.</param>
    /// <param name="width">Frames that a derivative is estimated from: odd, at least 3.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Deltas(int order = 2, int width = 9, string? name = null) => Then(new DeltaLayer { Order = order, Width = width }, name);

    /// <summary>Adds an <see cref="LstmLayer"/>: (time, channels) to (units) or (time, units).</summary>
    /// <param name="units">Units of each direction, at least 1.</param>
    /// <param name="returnSequences">Whether every frame's output is given, or only that after the last frame of the row.</param>
    /// <param name="bidirectional">Whether a second set of units reads the row from its end; doubles the outputs.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Lstm(int units, bool returnSequences = false, bool bidirectional = false, string? name = null) =>
        Then(new LstmLayer { Units = units, ReturnSequences = returnSequences, Bidirectional = bidirectional }, name);

    /// <summary>Adds a <see cref="GruLayer"/>: (time, channels) to (units) or (time, units).</summary>
    /// <param name="units">Units of each direction, at least 1.</param>
    /// <param name="returnSequences">Whether every frame's output is given, or only that after the last frame of the row.</param>
    /// <param name="bidirectional">Whether a second set of units reads the row from its end; doubles the outputs.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Gru(int units, bool returnSequences = false, bool bidirectional = false, string? name = null) =>
        Then(new GruLayer { Units = units, ReturnSequences = returnSequences, Bidirectional = bidirectional }, name);

    /// <summary>Adds a <see cref="BatchNormLayer"/>.</summary>
    /// <param name="momentum">What of the running averages stays at each step, at least 0 and below 1.</param>
    /// <param name="epsilon">Added to the variance, 1e-12 to 1.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode BatchNorm(double momentum = 0.9, double epsilon = 1e-5, string? name = null) =>
        Then(new BatchNormLayer { Momentum = momentum, Epsilon = epsilon }, name);

    /// <summary>Adds a <see cref="LayerNormLayer"/>.</summary>
    /// <param name="epsilon">Added to the variance, 1e-12 to 1.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode LayerNorm(double epsilon = 1e-5, string? name = null) => Then(new LayerNormLayer { Epsilon = epsilon }, name);

    /// <summary>Adds a <see cref="DropoutLayer"/>.</summary>
    /// <param name="rate">Probability that a value is set to 0, at least 0 and below 1.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Dropout(double rate, string? name = null) => Then(new DropoutLayer { Rate = rate }, name);

    /// <summary>Adds a <see cref="SpatialDropoutLayer"/>.</summary>
    /// <param name="rate">Probability that a value is set to 0, at least 0 and below 1.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode SpatialDropout(double rate, string? name = null) => Then(new SpatialDropoutLayer { Rate = rate }, name);

    /// <summary>Adds a <see cref="ReluLayer"/>.</summary>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Relu(string? name = null) => Then(new ReluLayer(), name);

    /// <summary>Adds a <see cref="LeakyReluLayer"/>.</summary>
    /// <param name="slope">Slope below 0, at least 0 and below 1.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode LeakyRelu(double slope = 0.01, string? name = null) => Then(new LeakyReluLayer { Slope = slope }, name);

    /// <summary>Adds a <see cref="GeluLayer"/>.</summary>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Gelu(string? name = null) => Then(new GeluLayer(), name);

    /// <summary>Adds a <see cref="SigmoidLayer"/>.</summary>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Sigmoid(string? name = null) => Then(new SigmoidLayer(), name);

    /// <summary>Adds a <see cref="TanhLayer"/>.</summary>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Tanh(string? name = null) => Then(new TanhLayer(), name);

    /// <summary>Adds a <see cref="SoftmaxLayer"/>.</summary>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Softmax(string? name = null) => Then(new SoftmaxLayer(), name);

    /// <summary>Adds a <see cref="MaskingLayer"/>.</summary>
    /// <param name="value">What padding consists of, finite.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    /// <param name="inside">Whether frames of padding before the row's end are left out too (<see cref="MaskingLayer.Inside"/>).</param>
    public NetworkNode Masking(float value = 0, string? name = null, bool inside = false) => Then(new MaskingLayer { Value = value, Inside = inside }, name);

    /// <summary>Adds a <see cref="FlattenLayer"/>.</summary>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Flatten(string? name = null) => Then(new FlattenLayer(), name);

    /// <summary>Adds a <see cref="ReshapeLayer"/>.</summary>
    /// <param name="target">The new shape without the batch; one axis may be -1 and takes what is left.</param>
    public NetworkNode Reshape(params ReadOnlySpan<int> target) => Then(new ReshapeLayer { Target = new Shape(target) });

    /// <summary>Adds an <see cref="AddLayer"/> of this and <paramref name="other"/>.</summary>
    /// <param name="other">A node of the same builder and shape.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Add(NetworkNode other, string? name = null) => Builder.Add(new AddLayer(), [this, other], name);

    /// <summary>Adds a <see cref="ConcatenateLayer"/> of this and <paramref name="other"/>.</summary>
    /// <param name="other">A node of the same builder; its last axis follows that of this one.</param>
    /// <param name="name">The layer's name; null for one of its own.</param>
    public NetworkNode Concatenate(NetworkNode other, string? name = null) => Builder.Add(new ConcatenateLayer(), [this, other], name);

    /// <summary>The network whose output this is.</summary>
    /// <exception cref="ArgumentException">Some layers do not lead here.</exception>
    public NetworkDefinition Build() => Builder.Build(this);
}
