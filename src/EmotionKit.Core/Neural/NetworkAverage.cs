using System.Globalization;

namespace EmotionKit.Neural;

/// <summary>Joins networks into one whose logits are the mean of theirs.</summary>
internal static class NetworkAverage
{
    /// <summary>The most networks.</summary>
    public const int Most = 64;

    private const string Logits = "logits", Members = "members", Mean = "mean", Classes = "classes";

    public static Network Of(IReadOnlyList<Network> networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        foreach (Network network in networks)
            ArgumentNullException.ThrowIfNull(network, nameof(networks));
        if (networks.Count == 1)
            return networks[0];
        (NetworkDefinition definition, List<(int Member, string From, string To)> names) = Join([.. networks.Select(network => network.Definition)]);
        var layout = new ParameterLayout(definition);
        var weights = new ParameterValues(layout.Length);
        foreach ((int member, string from, string to) in names)
        {
            foreach ((ParameterSlot source, ParameterSlot target) in networks[member].Layout.Of(from).Zip(layout.Of(to)))
                networks[member].Weights.Of(source).CopyTo(weights.Of(target));
        }
        return new Network(definition, layout, weights, Join([.. networks.Select(network => network.History)]));
    }

    /// <summary>The joined layers, and of each of them that has parameters whose they are.</summary>
    /// <param name="networks">Of one input shape and one last layer.</param>
    /// <exception cref="ArgumentException">There are none or too many, they do not agree, or they are too large together.</exception>
    public static (NetworkDefinition Definition, List<(int Member, string From, string To)> Names) Join(IReadOnlyList<NetworkDefinition> networks)
    {
        if (networks.Count is 0 or > Most)
            throw new ArgumentException($"networks: expected 1 to {Most}, got {(networks.Count == 0 ? "none" : $"{networks.Count}")}.", nameof(networks));
        NetworkDefinition first = networks[0];
        for (int i = 0; i < networks.Count; i++)
            RequireLike(first, networks[i], i);

        var layers = new List<NetworkLayer>();
        var shared = new Dictionary<(LayerSpec, string), string>();
        var names = new List<(int, string, string)>();
        string[] logits = new string[networks.Count];
        for (int i = 0; i < networks.Count; i++)
            logits[i] = Add(networks[i], i, layers, shared, names);
        if (logits.Length > 1)
        {
            layers.Add(new NetworkLayer(Logits, new ConcatenateLayer(), logits));
            layers.Add(new NetworkLayer(Members, new ReshapeLayer { Target = new Shape(networks.Count, (int)first.OutputShape.Size) }, [Logits]));
            layers.Add(new NetworkLayer(Mean, new GlobalPoolingLayer(), [Members]));
        }
        layers.Add(new NetworkLayer(Classes, first.Output.Spec, [layers[^1].Name]));
        return (new NetworkDefinition(first.InputShape, layers), names);
    }

    private static void RequireLike(NetworkDefinition first, NetworkDefinition other, int index)
    {
        if (other.Output.Spec is not (SoftmaxLayer or SigmoidLayer) || other.OutputShape.Rank != 1)
            throw new ArgumentException($"networks: expected networks that end in a softmax or sigmoid of one axis, got '{other.Output.Name}' ({other.Output.Spec.Kind}) of shape {other.OutputShape} in network {index + 1}.", "networks");
        if (other.InputShape != first.InputShape || other.OutputShape != first.OutputShape || other.Output.Spec != first.Output.Spec)
        {
            throw new ArgumentException(
                $"networks: expected rows of {first.InputShape} and a {first.Output.Spec.Kind} of {first.OutputShape} as in the first, got {other.InputShape} and a {other.Output.Spec.Kind} of {other.OutputShape} in network {index + 1}.",
                "networks");
        }
    }

    /// <summary>Adds all layers of a network but the last. Layers without parameters that read the same as a network before are not repeated.</summary>
    /// <returns>The layer that gives its logits.</returns>
    private static string Add(
        NetworkDefinition network, int index, List<NetworkLayer> layers, Dictionary<(LayerSpec, string), string> shared, List<(int, string, string)> owners)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [NetworkDefinition.InputName] = NetworkDefinition.InputName };
        string prefix = string.Create(CultureInfo.InvariantCulture, $"net{index + 1}_");
        HashSet<string> own = [.. network.Layers.Select(layer => prefix + layer.Name)];
        foreach (NetworkLayer layer in network.Layers.SkipLast(1))
        {
            string[] inputs = [.. layer.Inputs.Select(input => names[input])];
            bool hasParameters = network.ParametersOf(layer).Count > 0;
            (LayerSpec, string) reads = (layer.Spec, string.Join(' ', inputs));
            if (index > 0 && !hasParameters && shared.TryGetValue(reads, out string? same))
            {
                names[layer.Name] = same;
                continue;
            }
            string name = prefix + layer.Name;
            for (int k = 1; name.Length > GraphCheck.MaxName || (name != prefix + layer.Name && !own.Add(name)); k++)
                name = string.Create(CultureInfo.InvariantCulture, $"{prefix}layer{k}");
            names[layer.Name] = name;
            layers.Add(new NetworkLayer(name, layer.Spec, inputs));
            shared.TryAdd(reads, name);
            if (hasParameters)
                owners.Add((index, layer.Name, name));
        }
        return names[network.Output.Inputs[0]];
    }

    /// <summary>One network's epochs after the other's.</summary>
    private static TrainingHistory Join(TrainingHistory[] histories)
    {
        var epochs = new List<TrainingEpoch>();
        int best = 0;
        foreach (TrainingHistory history in histories)
        {
            int before = epochs.Count;
            best = before + history.BestEpoch;
            epochs.AddRange(history.Epochs.Select(epoch => epoch with { Epoch = before + epoch.Epoch }));
        }
        bool timed = Array.TrueForAll(histories, history => history.EpochSeconds.Count == history.Epochs.Count);
        return new TrainingHistory
        {
            Epochs = epochs,
            BestEpoch = best,
            End = histories[^1].End,
            EpochSeconds = timed ? [.. histories.SelectMany(history => history.EpochSeconds)] : [],
        };
    }
}
