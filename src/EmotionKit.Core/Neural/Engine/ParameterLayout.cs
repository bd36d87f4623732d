namespace EmotionKit.Neural;

/// <summary>The parameters of a network in one run of memory: those that are trained, then the running statistics.</summary>
internal sealed class ParameterLayout
{
    private const int Line = 16;
    private readonly Dictionary<string, ParameterSlot[]> _byLayer = new(StringComparer.Ordinal);

    public ParameterLayout(NetworkDefinition network)
    {
        int end = Place(network, trainable: true, 0);
        TrainableLength = end;
        Length = Place(network, trainable: false, end);
        Slots = [.. network.Layers.SelectMany(layer => Of(layer.Name))];
    }

    /// <summary>In the order of the layers.</summary>
    public IReadOnlyList<ParameterSlot> Slots { get; }

    public int TrainableLength { get; }

    public int Length { get; }

    public ParameterSlot[] Of(string layer) => _byLayer.GetValueOrDefault(layer) ?? [];

    private int Place(NetworkDefinition network, bool trainable, int end)
    {
        foreach (NetworkLayer layer in network.Layers)
        {
            IReadOnlyList<ParameterSpec> specs = network.ParametersOf(layer);
            if (specs.Count == 0)
                continue;
            if (!_byLayer.TryGetValue(layer.Name, out ParameterSlot[]? slots))
                _byLayer[layer.Name] = slots = new ParameterSlot[specs.Count];
            for (int i = 0; i < specs.Count; i++)
            {
                if (specs[i].Trainable != trainable)
                    continue;
                slots[i] = new ParameterSlot($"{layer.Name}.{specs[i].Name}", specs[i], end);
                end = checked(end + (slots[i].Length + Line - 1) / Line * Line);
            }
        }
        return end;
    }
}
