namespace EmotionKit.Neural;

/// <summary>A parameter of a network, with its values.</summary>
public sealed class NetworkParameter
{
    private readonly ParameterValues _values;
    private readonly ParameterSlot _slot;

    internal NetworkParameter(ParameterValues values, ParameterSlot slot)
    {
        _values = values;
        _slot = slot;
    }

    /// <summary>The layer's name, a dot, and the parameter's, such as <c>lstm1.kernel</c>.</summary>
    public string Name => _slot.Name;

    /// <summary>Its shape; the layer's documentation says what the axes are.</summary>
    public Shape Shape => _slot.Spec.Shape;

    /// <summary>False for running statistics, which training averages and does not optimise.</summary>
    public bool IsTrainable => _slot.Spec.Trainable;

    /// <summary>Row-major. Valid as long as this object is reachable.</summary>
    public ReadOnlySpan<float> Values => _values.Of(_slot);
}
