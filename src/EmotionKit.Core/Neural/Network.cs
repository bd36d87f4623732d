namespace EmotionKit.Neural;

/// <summary>A network with its weights. Immutable and thread-safe.</summary>
public sealed class Network
{
    private readonly ScratchPool<Session> _sessions;

    /// <param name="definition">Bound.</param>
    /// <param name="layout">Its parameters.</param>
    /// <param name="weights">Their values; owned by the network from here on.</param>
    /// <param name="history">How they were found.</param>
    internal Network(NetworkDefinition definition, ParameterLayout layout, ParameterValues weights, TrainingHistory history)
    {
        Definition = definition;
        Layout = layout;
        Weights = weights;
        History = history;
        Parameters = [.. layout.Slots.Select(slot => new NetworkParameter(weights, slot))];
        _sessions = new ScratchPool<Session>(() =>
        {
            var session = new Session(definition, layout, withoutLast: false);
            session.Pass.Weights = weights;
            return session;
        });
    }

    /// <summary>The layers.</summary>
    public NetworkDefinition Definition { get; }

    /// <summary>The parameters, in the order of the layers.</summary>
    public IReadOnlyList<NetworkParameter> Parameters { get; }

    /// <summary>What each epoch of its training gave; empty for a network that was not trained.</summary>
    public TrainingHistory History { get; }

    /// <summary>Values of the output of a row of known size; for outputs of variable time those of a frame.</summary>
    public int OutputSize => (int)Definition.OutputShape.Size;

    internal ParameterLayout Layout { get; }

    internal ParameterValues Weights { get; }

    /// <summary>A network with the first weights that training would begin with.</summary>
    /// <param name="definition">With input shape and classes.</param>
    /// <param name="seed">Another seed, other weights.</param>
    /// <exception cref="ArgumentException">The definition leaves the input's shape or the number of classes open.</exception>
    public static Network Create(NetworkDefinition definition, long seed)
    {
        ParameterLayout layout = LayoutOf(definition);
        var weights = new ParameterValues(layout.Length);
        ParameterInitializer.Fill(layout, weights, SeedStream.Of(seed, SeedStream.Weights));
        return new Network(definition, layout, weights, new TrainingHistory());
    }

    /// <summary>A network of given weights.</summary>
    /// <param name="definition">With input shape and classes.</param>
    /// <param name="parameters">The values of every parameter by its name, row-major; copied.</param>
    /// <exception cref="ArgumentException">A parameter is missing, unknown, of a wrong length or not finite, or the definition leaves
    /// something open.</exception>
    public static Network Create(NetworkDefinition definition, IReadOnlyDictionary<string, ReadOnlyMemory<float>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ParameterLayout layout = LayoutOf(definition);
        string[] names = [.. layout.Slots.Select(slot => slot.Name)];
        if (parameters.Keys.Except(names).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"parameters: the network has none of the name '{unknown}'{NearestName.Hint(unknown, names)}", nameof(parameters));
        var weights = new ParameterValues(layout.Length);
        foreach (ParameterSlot slot in layout.Slots)
        {
            if (!parameters.TryGetValue(slot.Name, out ReadOnlyMemory<float> values) || values.Length != slot.Length)
                throw new ArgumentException($"parameters: expected '{slot.Name}' of {slot.Length} values, shape {slot.Spec.Shape}, got {(values.IsEmpty ? "none" : $"{values.Length}")}.", nameof(parameters));
            values.Span.CopyTo(weights.Of(slot));
        }
        CheckFinite(layout, weights);
        return new Network(definition, layout, weights, new TrainingHistory());
    }

    /// <summary>One network whose logits, what its last layer reads, are the mean of those of several: networks of different seeds err on different rows, so that together
    /// they err less. Layers without parameters that read the same are not repeated.</summary>
    /// <param name="networks">1 to 64, of one input shape and one last layer, softmax or sigmoid of one axis; one alone is given back.</param>
    /// <returns>A network with the history of one after the other.</returns>
    /// <remarks>Hansen and Salamon 1990, "Neural network ensembles"; Lakshminarayanan et al. 2017. The mean of logits is the geometric mean of the probabilities, scaled to
    /// sum to 1.</remarks>
    /// <exception cref="ArgumentException">There are none or too many, they do not agree, or they are too large together.</exception>
    public static Network Average(IReadOnlyList<Network> networks) => NetworkAverage.Of(networks);

    /// <summary>The output for one row.</summary>
    /// <param name="row">Of the input's shape; any number of frames where time is variable.</param>
    /// <param name="output">As many values as there are; <see cref="OutputSize"/>.</param>
    /// <exception cref="ArgumentException">The row does not fit, or holds a value that is not finite.</exception>
    public void Predict(ReadOnlySpan<float> row, Span<float> output)
    {
        Shape shape = Definition.InputShape!.Value;
        ExampleCheck.Row(shape, row, 0);
        Session session = _sessions.Rent();
        try
        {
            session.Pass.Threads = Execution.Threads;
            int frames = ExampleCheck.Frames(shape, row.Length);
            Tensor input = session.Begin(1, frames);
            row.CopyTo(input.Span);
            if (input.Lengths is not null)
                input.Lengths[0] = frames;
            Tensor result = session.Forward();
            Check.Length(output.Length, result.ValidSize(0), nameof(output));
            result.Valid(0).CopyTo(output);
        }
        finally
        {
            _sessions.Return(session);
        }
    }

    /// <summary>The outputs for many rows, in batches.</summary>
    /// <param name="rows">Each of the input's shape.</param>
    /// <param name="outputs">[row, output].</param>
    /// <param name="batchSize">Rows that run together, at least 1.</param>
    /// <exception cref="ArgumentException">A row does not fit, or holds a value that is not finite; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The network's output has variable time.</exception>
    public void Predict(IReadOnlyList<ReadOnlyMemory<float>> rows, Span<float> outputs, int batchSize = 64)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Check.AtLeast(batchSize, 1);
        if (Definition.OutputShape.HasVariable)
            throw new InvalidOperationException("The network's output has variable time: predict row by row.");
        Check.Length(outputs.Length, checked(rows.Count * OutputSize), nameof(outputs));
        Shape shape = Definition.InputShape!.Value;
        for (int i = 0; i < rows.Count; i++)
            ExampleCheck.Row(shape, rows[i].Span, i);
        Session session = _sessions.Rent();
        try
        {
            session.Pass.Threads = Execution.Threads;
            for (int start = 0; start < rows.Count; start += batchSize)
            {
                int count = Math.Min(batchSize, rows.Count - start);
                RowLoader.Run(session, shape, start, count, row => rows[row]).Span.CopyTo(outputs[(start * OutputSize)..]);
            }
        }
        finally
        {
            _sessions.Return(session);
        }
    }

    /// <summary>Writes definition, weights and history.</summary>
    /// <param name="stream">Written from its position on; stays open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NetworkFile.Write(stream, this);
    }

    /// <summary>Writes definition, weights and history to a file, whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <summary>Reads what <see cref="Save(Stream)"/> wrote; the same network to the last bit.</summary>
    /// <param name="stream">Read from its position on; stays open.</param>
    /// <exception cref="InvalidDataException">The stream does not hold a network, or ends early.</exception>
    public static Network Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return NetworkFile.Read(stream);
    }

    /// <summary>Reads a network from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file does not hold a network, or ends early; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Network Load(string path)
    {
        Check.NotEmpty(path);
        using FileStream stream = File.OpenRead(path);
        try
        {
            return NetworkFile.Read(stream);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}': {e.Message}", e);
        }
    }

    /// <summary>The same layers and weights with another history.</summary>
    internal Network With(TrainingHistory history) => new(Definition, Layout, Weights, history);

    internal static void CheckFinite(ParameterLayout layout, ParameterValues weights)
    {
        foreach (ParameterSlot slot in layout.Slots)
        {
            foreach (float value in weights.Of(slot))
            {
                if (!float.IsFinite(value))
                    throw new ArgumentException($"parameters: '{slot.Name}' holds {value}.");
            }
        }
    }

    private static ParameterLayout LayoutOf(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (!definition.IsBound)
            throw new ArgumentException("definition: expected a network with input shape and number of classes; Bind gives them.", nameof(definition));
        return new ParameterLayout(definition);
    }
}
