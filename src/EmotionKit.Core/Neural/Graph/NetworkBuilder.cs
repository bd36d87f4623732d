namespace EmotionKit.Neural;

/// <summary>
/// Builds a network, layer by layer, into any directed acyclic graph. Shapes are checked as layers are added.
/// </summary>
/// <example>
/// <code>
/// var builder = new NetworkBuilder(Shape.Variable, 40);
/// NetworkNode x = builder.Input.Conv1D(64, 5).BatchNorm().Relu();
/// NetworkNode y = x.Conv1D(64, 3).BatchNorm().Add(x).Relu();
/// NetworkDefinition network = y.GlobalPooling(PoolKind.Mean).Dense(8).Softmax().Build();
/// </code>
/// </example>
public sealed class NetworkBuilder
{
    private readonly List<NetworkLayer> _layers = [];
    private readonly LayerNames _names = new();

    /// <summary>A builder for rows of a given shape.</summary>
    /// <param name="inputShape">(features), (time, channels) or (height, width, channels); the first of several may be
    /// <see cref="Shape.Variable"/>.</param>
    /// <exception cref="ArgumentException">The shape is none of these.</exception>
    public NetworkBuilder(params ReadOnlySpan<int> inputShape)
    {
        InputShape = new Shape(inputShape);
        NetworkDefinition.CheckInput(InputShape);
        Input = new NetworkNode(this, NetworkDefinition.InputName, InputShape);
    }

    /// <summary>The shape of a row.</summary>
    public Shape InputShape { get; }

    /// <summary>Where the rows come in.</summary>
    public NetworkNode Input { get; }

    /// <summary>Adds a layer.</summary>
    /// <param name="spec">What it does.</param>
    /// <param name="inputs">What feeds it; of this builder.</param>
    /// <param name="name">Its name, or null for the kind and a number.</param>
    /// <exception cref="ArgumentException">The name is taken, a setting is out of range, or shapes do not fit.</exception>
    public NetworkNode Add(LayerSpec spec, IReadOnlyList<NetworkNode> inputs, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (NetworkNode input in inputs)
        {
            if (input.Builder != this)
                throw new ArgumentException($"Layer '{input.Name}' belongs to another builder.", nameof(inputs));
        }
        var layer = new NetworkLayer(_names.Take(spec.Kind, name), spec, [.. inputs.Select(node => node.Name)]);
        GraphCheck.Layer(layer, name => name == NetworkDefinition.InputName || _layers.Exists(l => l.Name == name), () => _layers.Select(l => l.Name));
        Shape shape = ShapeInference.Infer(layer, [.. inputs.Select(node => node.Shape)]);
        _layers.Add(layer);
        return new NetworkNode(this, layer.Name, shape);
    }

    /// <summary>The network whose output is <paramref name="output"/>.</summary>
    /// <exception cref="ArgumentException">There are no layers, or some do not lead to the output.</exception>
    public NetworkDefinition Build(NetworkNode output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Builder != this || output == Input)
            throw new ArgumentException($"output: expected a layer of this builder, got '{output.Name}'.", nameof(output));
        NetworkLayer last = _layers.Find(layer => layer.Name == output.Name)!;
        return new NetworkDefinition(InputShape, [.. _layers.Where(layer => layer != last), last]);
    }
}
