using System.Text.Json.Serialization;

namespace EmotionKit.Neural;

/// <summary>
/// A network without weights: its input's shape and its layers, each after those that feed it. The last layer is the output. Immutable;
/// made by <see cref="NetworkBuilder"/> or read from JSON (docs/networks.md).
/// </summary>
/// <remarks>The input's shape and the number of classes may be left open (<see cref="IsBound"/> is false): a trainer gives them by
/// <see cref="Bind"/>.</remarks>
[JsonConverter(typeof(NetworkDefinitionConverter))]
public sealed class NetworkDefinition
{
    /// <summary>The name by which layers refer to the input.</summary>
    public const string InputName = "input";

    /// <summary>The most layers.</summary>
    public const int MaxLayers = 4096;

    /// <summary>The most parameters.</summary>
    public const long MaxParameters = 1L << 29;

    private readonly Dictionary<string, Shape> _shapes;

    /// <summary>A network of given layers.</summary>
    /// <param name="inputShape">The shape of a row; its first axis may be <see cref="Shape.Variable"/> (time). Null where data decides.</param>
    /// <param name="layers">Each after the layers that feed it; all but the last feed another.</param>
    /// <exception cref="ArgumentException">A name is missing, used twice or unknown, a layer leads nowhere, a setting is out of range, or
    /// shapes do not fit; the message names the layer.</exception>
    public NetworkDefinition(Shape? inputShape, IReadOnlyList<NetworkLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (inputShape is { } shape)
            CheckInput(shape);
        InputShape = inputShape;
        Layers = [.. layers];
        GraphCheck.Validate(Layers);
        _shapes = inputShape is { } known ? ShapeInference.Run(known, Layers) : [];
    }

    /// <summary>The shape of a row, or null where data decides.</summary>
    public Shape? InputShape { get; }

    /// <summary>The layers, each after those that feed it.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>The layer whose output is the network's.</summary>
    public NetworkLayer Output => Layers[^1];

    /// <summary>Whether the input's shape and every layer's are known.</summary>
    public bool IsBound => InputShape is not null && Layers.All(layer => layer.Spec is not DenseLayer { Units: 0 });

    /// <summary>Whether rows may differ in length.</summary>
    public bool HasVariableTime => InputShape is { HasVariable: true };

    /// <summary>The masking of the input, or null where there is none.</summary>
    internal MaskingLayer? InputMasking => Layers.Where(layer => layer.Inputs[0] == InputName).Select(layer => layer.Spec).OfType<MaskingLayer>().FirstOrDefault();

    /// <summary>The shape of the output.</summary>
    /// <exception cref="InvalidOperationException">The input's shape is not known.</exception>
    public Shape OutputShape => ShapeOf(Output.Name);

    /// <summary>The shape of a layer's output, or of the input.</summary>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    /// <exception cref="InvalidOperationException">The input's shape is not known.</exception>
    public Shape ShapeOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (InputShape is null)
            throw new InvalidOperationException("The network has no input shape yet: Bind gives it one.");
        return _shapes.TryGetValue(name, out Shape shape)
            ? shape
            : throw new ArgumentException($"The network has no layer '{name}'{NearestName.Hint(name, _shapes.Keys)}", nameof(name));
    }

    /// <summary>Gives the network what it leaves open.</summary>
    /// <param name="inputShape">The shape of a row. Where the network has one already, they must agree; variable time agrees with any.</param>
    /// <param name="classes">Units of dense layers that leave them open.</param>
    /// <exception cref="ArgumentException">The shapes do not agree, or do not fit the layers.</exception>
    public NetworkDefinition Bind(Shape inputShape, int classes)
    {
        Check.InRange(classes, 1, Shape.MaxSize);
        CheckInput(inputShape);
        if (InputShape is { } own && own != inputShape && !(own.HasVariable && own.Rank == inputShape.Rank && own.Tail() == inputShape.Tail()))
            throw new ArgumentException($"The network's input is {own}, the data's rows are {inputShape}; change the network's input or leave it out.", nameof(inputShape));
        NetworkLayer[] layers =
            [.. Layers.Select(layer => layer.Spec is DenseLayer { Units: 0 } dense ? layer with { Spec = dense with { Units = classes } } : layer)];
        return new NetworkDefinition(InputShape ?? inputShape, layers);
    }

    /// <summary>The network as JSON, indented.</summary>
    public string ToJson() => NetworkJson.Write(this);

    /// <summary>Reads a network from JSON.</summary>
    /// <exception cref="ArgumentException">The text is not JSON, or not that of a network; the message says where.</exception>
    public static NetworkDefinition FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return NetworkJson.Read(json);
    }

    /// <summary>Reads a network from a JSON file.</summary>
    /// <exception cref="ArgumentException">The file does not hold a network; the message names the file and says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NetworkDefinition Load(string path)
    {
        Check.NotEmpty(path);
        string json = File.ReadAllText(path);
        try
        {
            return FromJson(json);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"'{path}': {e.Message}", e);
        }
    }

    /// <summary>Writes the network to a JSON file, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(ToJson() + "\n")));

    internal Shape[] InputsOf(NetworkLayer layer) => [.. layer.Inputs.Select(ShapeOf)];

    /// <summary>The parameters of a layer.</summary>
    internal IReadOnlyList<ParameterSpec> ParametersOf(NetworkLayer layer) => layer.Spec.Parameters(InputsOf(layer));

    internal static void CheckInput(Shape shape)
    {
        if (shape.Rank is 0 or > 3)
            throw new ArgumentException($"input: expected (features), (time, channels) or (height, width, channels), got {shape}.");
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 0 || (shape[axis] == Shape.Variable && (axis > 0 || shape.Rank == 1)))
                throw new ArgumentException($"input: expected sizes of at least 1, or -1 as the first of several (variable time), got {shape}.");
        }
    }
}
