namespace EmotionKit.Neural;

/// <summary>Checks of names, settings and connections.</summary>
internal static class GraphCheck
{
    /// <summary>The most characters of a layer's name.</summary>
    public const int MaxName = 128;

    public static void Validate(IReadOnlyList<NetworkLayer> layers)
    {
        if (layers.Count is 0 or > NetworkDefinition.MaxLayers)
            throw new ArgumentException($"layers: expected 1 to {NetworkDefinition.MaxLayers}, got {layers.Count}.");
        var known = new HashSet<string>(StringComparer.Ordinal) { NetworkDefinition.InputName };
        var unused = new HashSet<string>(StringComparer.Ordinal);
        foreach (NetworkLayer layer in layers)
        {
            Layer(layer, known.Contains, () => known);
            unused.ExceptWith(layer.Inputs);
            known.Add(layer.Name);
            unused.Add(layer.Name);
        }
        unused.Remove(layers[^1].Name);
        if (unused.Count > 0)
            throw new ArgumentException($"Layers that lead nowhere: {string.Join(", ", unused.Order(StringComparer.Ordinal))}. Only the last layer, '{layers[^1].Name}', is the output.");
    }

    /// <summary>Checks one layer against those before it.</summary>
    public static void Layer(NetworkLayer layer, Predicate<string> isKnown, Func<IEnumerable<string>> known)
    {
        CheckName(layer.Name, isKnown);
        (int least, int most) = layer.Spec.Arity;
        if (layer.Inputs.Count < least || layer.Inputs.Count > most)
            throw new ArgumentException($"Layer '{layer.Name}' ({layer.Spec.Kind}): expected {(least == most ? $"{least}" : $"{least} to {most}")} inputs, got {layer.Inputs.Count}.");
        foreach (string input in layer.Inputs)
        {
            if (!isKnown(input))
                throw new ArgumentException($"Layer '{layer.Name}' ({layer.Spec.Kind}): no layer before it has the name '{input}'{NearestName.Hint(input, known())}");
        }
        try
        {
            layer.Spec.Validate();
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"Layer '{layer.Name}' ({layer.Spec.Kind}): {Plain(e)}", e);
        }
    }

    /// <summary>The message without the parameter's name and value, which the framework puts below it.</summary>
    public static string Plain(ArgumentException error)
    {
        int end = error.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return end < 0 ? error.Message : error.Message[..end];
    }

    private static void CheckName(string name, Predicate<string> isKnown)
    {
        Check.NotEmpty(name, "layer name");
        if (name.Length > MaxName || name.Any(c => !(char.IsAsciiLetterOrDigit(c) || c is '_' or '-')))
            throw new ArgumentException($"Layer name: expected at most {MaxName} letters, digits, '_' and '-', got '{name}'.");
        if (isKnown(name))
            throw new ArgumentException($"Layer name '{name}' is used twice{(name == NetworkDefinition.InputName ? "; it stands for the network's input" : "")}.");
    }
}
