namespace EmotionKit.Neural;

/// <summary>The shapes of all layers.</summary>
internal static class ShapeInference
{
    // A frame of more is a mistake; the sum of all layers is checked against the machine's memory when tensors are made.
    private const long MaxRowSize = 1L << 28;

    public static Dictionary<string, Shape> Run(Shape input, IReadOnlyList<NetworkLayer> layers)
    {
        var shapes = new Dictionary<string, Shape>(StringComparer.Ordinal) { [NetworkDefinition.InputName] = input };
        long parameters = 0;
        foreach (NetworkLayer layer in layers)
        {
            Shape[] inputs = [.. layer.Inputs.Select(name => shapes[name])];
            (shapes[layer.Name], long own) = InferWithParameters(layer, inputs);
            parameters += own;
            if (parameters > NetworkDefinition.MaxParameters)
                throw new ArgumentException($"Layer '{layer.Name}' ({layer.Spec.Kind}): with it the network has {parameters} parameters, at most {NetworkDefinition.MaxParameters} are possible.");
        }
        return shapes;
    }

    /// <summary>The shape of one layer's output; errors name the layer.</summary>
    public static Shape Infer(NetworkLayer layer, Shape[] inputs) => InferWithParameters(layer, inputs).Shape;

    private static (Shape Shape, long Parameters) InferWithParameters(NetworkLayer layer, Shape[] inputs)
    {
        try
        {
            Shape shape = layer.Spec.Infer(inputs);
            if (shape.Size > MaxRowSize)
                throw new ArgumentException($"expected at most {MaxRowSize} values per row, got {shape}.");
            long parameters = 0;
            foreach (ParameterSpec parameter in layer.Spec.Parameters(inputs))
                parameters = checked(parameters + parameter.Shape.Size);
            return (shape, parameters);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"Layer '{layer.Name}' ({layer.Spec.Kind}): {GraphCheck.Plain(e)}", e);
        }
        catch (OverflowException e)
        {
            throw new ArgumentException($"Layer '{layer.Name}' ({layer.Spec.Kind}): its size overflows.", e);
        }
    }

    /// <summary>The fewest frames from which every layer has at least one; 1 for networks without variable time.</summary>
    public static int MinimumTime(NetworkDefinition network)
    {
        if (!network.HasVariableTime)
            return 1;
        // More frames never give fewer outputs, so the first that works is found by doubling and halving.
        int high = 1;
        while (!Fits(network, high))
        {
            if (high >= Shape.MaxSize)
                throw new ArgumentException("The network's windows need more frames than any row can have.");
            high *= 2;
        }
        int low = high / 2;
        while (high - low > 1)
        {
            int middle = low + (high - low) / 2;
            if (Fits(network, middle))
                high = middle;
            else
                low = middle;
        }
        return high;
    }

    private static bool Fits(NetworkDefinition network, int frames)
    {
        try
        {
            Run(network.InputShape!.Value.WithFirst(frames), network.Layers);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
