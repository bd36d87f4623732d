namespace EmotionKit.Neural;

/// <summary>
/// Runs a network forward and backward on one batch at a time, on memory of its own. For one caller at a time; several sessions may share
/// weights.
/// </summary>
internal sealed class Session
{
    // Recurrent layers keep up to eight numbers for one of their output.
    private const int MaxBatchSize = int.MaxValue / 8;

    private readonly NetworkDefinition _network;
    private readonly Plan _plan;
    private readonly StoragePool _pool = new();
    private readonly PiecewiseSum _sum = new();
    private readonly Shape[] _shapes;
    private readonly Tensor[][] _inputs;
    private readonly Storage?[][] _inputGradients;
    private readonly Tensor _input = new();
    private readonly bool _hasVariableTime;
    private int[] _lengths = [];
    private Shape _inputShape;

    /// <param name="network">Bound.</param>
    /// <param name="layout">Its parameters.</param>
    /// <param name="withoutLast">Leaves the last layer out: for losses of what enters it.</param>
    public Session(NetworkDefinition network, ParameterLayout layout, bool withoutLast)
    {
        _network = network;
        int count = network.Layers.Count - (withoutLast ? 1 : 0);
        _plan = new Plan(network, layout, count);
        _shapes = new Shape[count];
        _inputs = [.. _plan.Nodes.Select(node => new Tensor[node.Inputs.Length])];
        _inputGradients = [.. _plan.Nodes.Select(node => new Storage?[node.Inputs.Length])];
        _hasVariableTime = network.HasVariableTime;
        MinimumTime = ShapeInference.MinimumTime(network);
    }

    public Pass Pass { get; } = new();

    /// <summary>Frames that a batch must be padded to at least.</summary>
    public int MinimumTime { get; }

    /// <summary>Memory for a batch's rows, padded, all 0; fill it, and its lengths where time is variable, then call
    /// <see cref="Forward"/>.</summary>
    /// <param name="batch">Rows, at least 1.</param>
    /// <param name="time">The longest row's frames; without meaning where time is fixed.</param>
    /// <exception cref="InvalidOperationException">The batch is too large for memory to be addressed.</exception>
    public Tensor Begin(int batch, int time)
    {
        ReleaseAll();
        Shape shape = _network.InputShape!.Value;
        if (_hasVariableTime)
            shape = shape.WithFirst(Math.Max(time, MinimumTime));
        if (shape != _inputShape)
        {
            Dictionary<string, Shape> shapes = ShapeInference.Run(shape, _network.Layers);
            for (int i = 0; i < _shapes.Length; i++)
                _shapes[i] = shapes[_plan.Nodes[i].Layer.Name];
            _inputShape = shape;
        }
        CheckSize(batch);
        _input.Describe(batch, shape);
        _input.Storage = _pool.Rent(_input.Length);
        _input.Lengths = null;
        if (_hasVariableTime)
        {
            if (_lengths.Length < batch)
                _lengths = new int[batch];
            _lengths.AsSpan(0, batch).Fill(shape[0]);
            _input.Lengths = _lengths;
        }
        _input.Span.Clear();
        return _input;
    }

    private void CheckSize(int batch)
    {
        for (int i = 0; i < _shapes.Length; i++)
        {
            if (batch * _shapes[i].Size > MaxBatchSize)
                throw new InvalidOperationException($"Layer '{_plan.Nodes[i].Layer.Name}' would have {batch} rows of {_shapes[i]} at once, at most {MaxBatchSize} values are possible; use smaller batches or shorter rows.");
        }
    }

    /// <summary>The output; valid until the next <see cref="Begin"/>.</summary>
    public Tensor Forward()
    {
        PlanNode[] nodes = _plan.Nodes;
        for (int i = 0; i < nodes.Length; i++)
        {
            PlanNode node = nodes[i];
            Tensor[] inputs = _inputs[i];
            for (int k = 0; k < inputs.Length; k++)
                inputs[k] = node.Inputs[k] < 0 ? _input : nodes[node.Inputs[k]].Output;
            Tensor output = node.Output;
            output.Describe(inputs[0].Batch, _shapes[i]);
            output.Lengths = node.Op.OutputLengths(inputs, _shapes[i]);
            if (node.InPlace)
            {
                output.Storage = inputs[0].Storage;
                output.Storage!.Users++;
            }
            else
            {
                output.Storage = _pool.Rent(output.Length);
            }
            node.Op.Forward(Pass, inputs, output);
            if (!node.Op.KeepsZeros)
                output.ClearTails();
            if (!Pass.Training)
                ReleaseRead(i);
        }
        return nodes[^1].Output;
    }

    /// <summary>The gradients of all parameters that are trained, into <see cref="Pass.Gradients"/>. Ends the batch.</summary>
    /// <param name="gradient">Of the output that <see cref="Forward"/> gave while training; copied.</param>
    public void Backward(ReadOnlySpan<float> gradient)
    {
        PlanNode[] nodes = _plan.Nodes;
        Storage first = _pool.Rent(gradient.Length);
        gradient.CopyTo(Values(first, gradient.Length));
        nodes[^1].Gradient = first;
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            PlanNode node = nodes[i];
            if (node.Gradient is { } own)
            {
                node.Gradient = null;
                if (!node.Op.KeepsZeros)
                    Tensor.ClearTails(Values(own, node.Output.Length), node.Output);
                if (node.Op.PassesGradient)
                    PassOn(node, own);
                else
                    Backward(i, own);
                _pool.Release(own);
            }
            Release(node.Output);
        }
        Release(_input);
    }

    private void Backward(int i, Storage own)
    {
        PlanNode node = _plan.Nodes[i];
        Storage?[] wanted = _inputGradients[i];
        for (int k = 0; k < wanted.Length; k++)
        {
            wanted[k] = null;
            if (!Wants(node.Inputs[k]))
                continue;
            if (node.Op.GradientInPlace)
            {
                wanted[k] = own;
                own.Users++;
            }
            else
            {
                wanted[k] = _pool.Rent(_inputs[i][k].Length);
            }
        }
        node.Op.Backward(Pass, _inputs[i], node.Output, own, wanted);
        for (int k = 0; k < wanted.Length; k++)
        {
            if (wanted[k] is { } result)
                Collect(node.Inputs[k], result, _inputs[i][k].Length);
            wanted[k] = null;
        }
    }

    /// <summary>The output's gradient is each input's: the first input takes it over, the others get a copy.</summary>
    private void PassOn(PlanNode node, Storage own)
    {
        int length = node.Output.Length;
        for (int k = node.Inputs.Length - 1; k >= 0; k--)
        {
            int input = node.Inputs[k];
            if (!Wants(input))
                continue;
            if (k == 0)
            {
                own.Users++;
                Collect(input, own, length);
            }
            else
            {
                Storage copy = _pool.Rent(length);
                Values(own, length).CopyTo(Values(copy, length));
                Collect(input, copy, length);
            }
        }
    }

    private unsafe void Collect(int input, Storage gradient, int length)
    {
        PlanNode node = _plan.Nodes[input];
        if (node.Gradient is null)
        {
            node.Gradient = gradient;
            return;
        }
        float* sum = node.Gradient.Buffer.Pointer;
        _sum.Run(sum, gradient.Buffer.Pointer, sum, length, Pass.Threads);
        _pool.Release(gradient);
    }

    private bool Wants(int input) => input >= 0 && _plan.Nodes[input].NeedsGradient;

    private static unsafe Span<float> Values(Storage storage, int length) => new(storage.Buffer.Pointer, length);

    private void ReleaseRead(int by)
    {
        foreach (int input in _plan.Nodes[by].Inputs)
        {
            if (input >= 0 && _plan.Nodes[input].LastConsumer == by)
                Release(_plan.Nodes[input].Output);
        }
    }

    private void ReleaseAll()
    {
        foreach (PlanNode node in _plan.Nodes)
        {
            Release(node.Output);
            if (node.Gradient is { } gradient)
                _pool.Release(gradient);
            node.Gradient = null;
        }
        Release(_input);
    }

    private void Release(Tensor tensor)
    {
        if (tensor.Storage is { } storage)
            _pool.Release(storage);
        tensor.Storage = null;
    }
}
