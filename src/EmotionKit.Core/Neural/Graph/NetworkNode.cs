namespace EmotionKit.Neural;

/// <summary>The output of a layer, or the input, of a network that is being built. Its methods add a layer behind it.</summary>
/// <remarks>Each method's <c>name</c> is the layer's name, null for one of its own. They throw <see cref="ArgumentException"/>, naming the
/// layer, for settings out of range and shapes that do not fit.</remarks>
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
    public NetworkNode Then(LayerSpec spec, string? name = null) => Builder.Add(spec, [this], name);

    /// <summary>Adds a <see cref="DenseLayer"/>; 0 units stand for the number of classes.</summary>
    public NetworkNode Dense(int units, WeightInit init = WeightInit.GlorotUniform, string? name = null) =>
        Then(new DenseLayer { Units = units, Init = init }, name);

    /// <summary>Adds a <see cref="Conv1DLayer"/>.</summary>
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

    /// <summary>Adds a <see cref="Conv2DLayer"/> of a square kernel; <see cref="Then"/> takes any other.</summary>
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

    /// <summary>Adds a <see cref="MaxPool1DLayer"/>; a stride of 0 is the size.</summary>
    public NetworkNode MaxPool1D(int size, int stride = 0, Padding padding = Padding.Valid, string? name = null) =>
        Then(new MaxPool1DLayer { Size = size, Stride = stride, Padding = padding }, name);

    /// <summary>Adds an <see cref="AveragePool1DLayer"/>; a stride of 0 is the size.</summary>
    public NetworkNode AveragePool1D(int size, int stride = 0, Padding padding = Padding.Valid, string? name = null) =>
        Then(new AveragePool1DLayer { Size = size, Stride = stride, Padding = padding }, name);

    /// <summary>Adds a <see cref="MaxPool2DLayer"/>; a stride of 0 is the size.</summary>
    public NetworkNode MaxPool2D(int height, int width, int stride = 0, Padding padding = Padding.Valid, string? name = null) =>
        Then(new MaxPool2DLayer { Height = height, Width = width, StrideHeight = stride, StrideWidth = stride, Padding = padding }, name);

    /// <summary>Adds an <see cref="AveragePool2DLayer"/>; a stride of 0 is the size.</summary>
    public NetworkNode AveragePool2D(int height, int width, int stride = 0, Padding padding = Padding.Valid, string? name = null) =>
        Then(new AveragePool2DLayer { Height = height, Width = width, StrideHeight = stride, StrideWidth = stride, Padding = padding }, name);

    /// <summary>Adds a <see cref="GlobalPoolingLayer"/>.</summary>
    public NetworkNode GlobalPooling(PoolKind pool = PoolKind.Mean, string? name = null) => Then(new GlobalPoolingLayer { Pool = pool }, name);

    /// <summary>Adds an <see cref="AttentionPoolingLayer"/>.</summary>
    public NetworkNode AttentionPooling(int units = 64, string? name = null) => Then(new AttentionPoolingLayer { Units = units }, name);

    /// <summary>Adds an <see cref="LstmLayer"/>.</summary>
    public NetworkNode Lstm(int units, bool returnSequences = false, bool bidirectional = false, string? name = null) =>
        Then(new LstmLayer { Units = units, ReturnSequences = returnSequences, Bidirectional = bidirectional }, name);

    /// <summary>Adds a <see cref="GruLayer"/>.</summary>
    public NetworkNode Gru(int units, bool returnSequences = false, bool bidirectional = false, string? name = null) =>
        Then(new GruLayer { Units = units, ReturnSequences = returnSequences, Bidirectional = bidirectional }, name);

    /// <summary>Adds a <see cref="BatchNormLayer"/>.</summary>
    public NetworkNode BatchNorm(double momentum = 0.9, double epsilon = 1e-5, string? name = null) =>
        Then(new BatchNormLayer { Momentum = momentum, Epsilon = epsilon }, name);

    /// <summary>Adds a <see cref="LayerNormLayer"/>.</summary>
    public NetworkNode LayerNorm(double epsilon = 1e-5, string? name = null) => Then(new LayerNormLayer { Epsilon = epsilon }, name);

    /// <summary>Adds a <see cref="DropoutLayer"/>.</summary>
    public NetworkNode Dropout(double rate, string? name = null) => Then(new DropoutLayer { Rate = rate }, name);

    /// <summary>Adds a <see cref="SpatialDropoutLayer"/>.</summary>
    public NetworkNode SpatialDropout(double rate, string? name = null) => Then(new SpatialDropoutLayer { Rate = rate }, name);

    /// <summary>Adds a <see cref="ReluLayer"/>.</summary>
    public NetworkNode Relu(string? name = null) => Then(new ReluLayer(), name);

    /// <summary>Adds a <see cref="LeakyReluLayer"/>.</summary>
    public NetworkNode LeakyRelu(double slope = 0.01, string? name = null) => Then(new LeakyReluLayer { Slope = slope }, name);

    /// <summary>Adds a <see cref="GeluLayer"/>.</summary>
    public NetworkNode Gelu(string? name = null) => Then(new GeluLayer(), name);

    /// <summary>Adds a <see cref="SigmoidLayer"/>.</summary>
    public NetworkNode Sigmoid(string? name = null) => Then(new SigmoidLayer(), name);

    /// <summary>Adds a <see cref="TanhLayer"/>.</summary>
    public NetworkNode Tanh(string? name = null) => Then(new TanhLayer(), name);

    /// <summary>Adds a <see cref="SoftmaxLayer"/>.</summary>
    public NetworkNode Softmax(string? name = null) => Then(new SoftmaxLayer(), name);

    /// <summary>Adds a <see cref="MaskingLayer"/>.</summary>
    public NetworkNode Masking(float value = 0, string? name = null) => Then(new MaskingLayer { Value = value }, name);

    /// <summary>Adds a <see cref="FlattenLayer"/>.</summary>
    public NetworkNode Flatten(string? name = null) => Then(new FlattenLayer(), name);

    /// <summary>Adds a <see cref="ReshapeLayer"/>.</summary>
    public NetworkNode Reshape(params ReadOnlySpan<int> target) => Then(new ReshapeLayer { Target = new Shape(target) });

    /// <summary>Adds an <see cref="AddLayer"/> of this and <paramref name="other"/>.</summary>
    public NetworkNode Add(NetworkNode other, string? name = null) => Builder.Add(new AddLayer(), [this, other], name);

    /// <summary>Adds a <see cref="ConcatenateLayer"/> of this and <paramref name="other"/>.</summary>
    public NetworkNode Concatenate(NetworkNode other, string? name = null) => Builder.Add(new ConcatenateLayer(), [this, other], name);

    /// <summary>The network whose output this is.</summary>
    /// <exception cref="ArgumentException">Some layers do not lead here.</exception>
    public NetworkDefinition Build() => Builder.Build(this);
}
