namespace EmotionKit.Onnx;

/// <summary>Names and texts that an exported network carries.</summary>
public sealed record NetworkExportOptions
{
    /// <summary>Name of the input tensor. Default "Features", as the column of ML.NET's trainers.</summary>
    public string InputName { get; init; } = "Features";

    /// <summary>Name of the output tensor: the network's last layer. Default "Score".</summary>
    public string OutputName { get; init; } = "Score";

    /// <summary>Name of a second output with what enters the last layer, a softmax or sigmoid: log-odds. Null, the default: none.</summary>
    public string? LogitsName { get; init; }

    /// <summary>Names of the classes in the order of the outputs (both, for a network of one output), for the metadata. Null where they have no names.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>What is done to the data before the network, as JSON, for the metadata. Null: nothing is said.</summary>
    public string? Preprocessing { get; init; }

    /// <summary>What is done to the network's output, as JSON, for the metadata. Null: nothing is said.</summary>
    public string? Postprocessing { get; init; }

    /// <summary>What the model is, in words.</summary>
    public string Description { get; init; } = "";

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty, or two names are the same.</exception>
    public void Validate()
    {
        Check.NotEmpty(InputName);
        Check.NotEmpty(OutputName);
        string[] names = LogitsName is null ? [InputName, OutputName] : [InputName, OutputName, Check.NotEmpty(LogitsName)];
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw new ArgumentException($"{nameof(InputName)}, {nameof(OutputName)}, {nameof(LogitsName)}: expected names that differ, got {string.Join(", ", names)}.");
        if (ClassNames is { } classes && classes.Distinct(StringComparer.Ordinal).Count() != classes.Count)
            throw new ArgumentException($"{nameof(ClassNames)}: expected names that differ, got {string.Join(", ", classes)}.");
        ArgumentNullException.ThrowIfNull(Description);
    }
}
