using System.Globalization;

namespace EmotionKit.Neural;

/// <summary>Joins networks into one whose logits are the mean of theirs.</summary>
internal static class NetworkAverage
{
    private const int MaxName = 128;
    private const string Logits = "logits", Members = "members", Mean = "mean", Classes = "classes";

    /// <summary>Layers that the average has beside those of its members.</summary>
    public const int OwnLayers = 4;

    public static Network Of(IReadOnlyList<Network> networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        if (networks.Count == 0)
            throw new ArgumentException("networks: expected at least one, got none.", nameof(networks));
        if (networks.Count == 1)
            return networks[0];
        NetworkDefinition first = networks[0].Definition;
        for (int i = 0; i < networks.Count; i++)
        {
            NetworkDefinition other = networks[i].Definition;
            if (other.Output.Spec is not (SoftmaxLayer or SigmoidLayer) || other.OutputShape.HasVariable)
                throw new ArgumentException($"networks: expected networks that end in a softmax or sigmoid of known size, got '{other.Output.Name}' ({other.Output.Spec.Kind}) of shape {other.OutputShape} in network {i + 1}.", nameof(networks));
            if (other.InputShape != first.InputShape || other.OutputShape != first.OutputShape || other.Output.Spec != first.Output.Spec)
            {
                throw new ArgumentException(
                    $"networks: expected rows of {first.InputShape} and a {first.Output.Spec.Kind} of {first.OutputShape} as in the first, got {other.InputShape} and a {other.Output.Spec.Kind} of {other.OutputShape} in network {i + 1}.",
                    nameof(networks));
            }
        }

        var layers = new List<NetworkLayer>();
        var shared = new Dictionary<(LayerSpec, string), string>();
        var origins = new List<(string Layer, ParameterSlot From, Network Network)>();
        string[] logits = new string[networks.Count];
        for (int i = 0; i < networks.Count; i++)
            logits[i] = Add(networks[i], i, layers, shared, origins);
        layers.Add(new NetworkLayer(Logits, new ConcatenateLayer(), logits));
        layers.Add(new NetworkLayer(Members, new ReshapeLayer { Target = new Shape(networks.Count, (int)first.OutputShape.Size) }, [Logits]));
        layers.Add(new NetworkLayer(Mean, new GlobalPoolingLayer(), [Members]));
        layers.Add(new NetworkLayer(Classes, first.Output.Spec, [Mean]));

        var definition = new NetworkDefinition(first.InputShape, layers);
        var layout = new ParameterLayout(definition);
        var weights = new ParameterValues(layout.Length);
        foreach ((string layer, ParameterSlot from, Network network) in origins)
        {
            ParameterSlot to = Array.Find(layout.Of(layer), slot => slot.Spec.Name == from.Spec.Name)!;
            network.Weights.Of(from).CopyTo(weights.Of(to));
        }
        return new Network(definition, layout, weights, Join(networks));
    }

    /// <summary>Adds all layers of a network but the last. Layers without parameters that read the same as a network before are not repeated.</summary>
    /// <returns>The layer that gives its logits.</returns>
    private static string Add(
        Network network, int index, List<NetworkLayer> layers, Dictionary<(LayerSpec, string), string> shared, List<(string, ParameterSlot, Network)> origins)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [NetworkDefinition.InputName] = NetworkDefinition.InputName };
        IReadOnlyList<NetworkLayer> own = network.Definition.Layers;
        for (int k = 0; k < own.Count - 1; k++)
        {
            NetworkLayer layer = own[k];
            string[] inputs = [.. layer.Inputs.Select(input => names[input])];
            ParameterSlot[] slots = network.Layout.Of(layer.Name);
            (LayerSpec, string) reads = (layer.Spec, string.Join(' ', inputs));
            if (index > 0 && slots.Length == 0 && shared.TryGetValue(reads, out string? same))
            {
                names[layer.Name] = same;
                continue;
            }
            string prefix = string.Create(CultureInfo.InvariantCulture, $"net{index + 1}_");
            string name = prefix + layer.Name;
            if (name.Length > MaxName)
                name = string.Create(CultureInfo.InvariantCulture, $"{prefix}layer{k + 1}");
            names[layer.Name] = name;
            layers.Add(new NetworkLayer(name, layer.Spec, inputs));
            shared.TryAdd(reads, name);
            foreach (ParameterSlot slot in slots)
                origins.Add((name, slot, network));
        }
        return names[network.Definition.Output.Inputs[0]];
    }

    /// <summary>One network's epochs after the other's.</summary>
    private static TrainingHistory Join(IReadOnlyList<Network> networks)
    {
        var epochs = new List<TrainingEpoch>();
        var seconds = new List<double>();
        int best = 0;
        foreach (TrainingHistory history in networks.Select(network => network.History))
        {
            best = epochs.Count + history.BestEpoch;
            epochs.AddRange(history.Epochs.Select(epoch => epoch with { Epoch = epochs.Count + epoch.Epoch }).ToArray());
            seconds.AddRange(history.EpochSeconds);
        }
        return new TrainingHistory { Epochs = epochs, BestEpoch = best, End = networks[^1].History.End, EpochSeconds = seconds };
    }
}
