using EmotionKit.Linear;

namespace EmotionKit.Neural;

/// <summary>
/// Trains a network by backpropagation on <see cref="Execution.Threads"/> threads. The same seed gives the same weights to the last bit, for any
/// number of threads, and after a resumption too.
/// </summary>
/// <remarks>The network must end in a softmax over the classes, or, for two classes, in a sigmoid of one unit. Losses and gradients
/// are means over the batch's rows, each times its weight; weights are scaled to a mean of 1 over the training rows.</remarks>
public sealed class NetworkTrainer
{
    private readonly NetworkDefinition _definition;
    private readonly Network? _start;
    private readonly NetworkTrainingOptions _options;

    /// <summary>Trains from random weights.</summary>
    /// <param name="definition">May leave its input's shape and the number of classes to the data.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public NetworkTrainer(NetworkDefinition definition, NetworkTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _definition = definition;
        _options = options ?? new NetworkTrainingOptions();
        _options.Validate();
    }

    /// <summary>Goes on from a trained network. Its weights are copied; the optimiser begins anew.</summary>
    /// <param name="start">The network.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public NetworkTrainer(Network start, NetworkTrainingOptions? options = null)
        : this((start ?? throw new ArgumentNullException(nameof(start))).Definition, options) => _start = start;

    /// <summary>Rows that choose the best epoch and are not trained on. Null: a part of the training rows, or none, as the options say.</summary>
    public NetworkExamples? Validation { get; init; }

    /// <summary>Gives the training rows' features anew for each epoch; null for the examples' own.</summary>
    public FeatureSource? Source { get; init; }

    /// <summary>What <see cref="Source"/> does, in words that change with it: a checkpoint of a training with another is not gone on from. Default empty.</summary>
    public string SourceDescription { get; init; } = "";

    /// <summary>Told some ten times a second, and at the end of each epoch, on the calling thread.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>A file for checkpoints. Where it exists and belongs to this training (network, options, rows), training goes on from it, to the same
    /// bits as without interruption; null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Trains.</summary>
    /// <param name="examples">Rows of at least two classes.</param>
    /// <param name="classes">Number of classes, at least 2; labels are below it.</param>
    /// <param name="cancellation">Ends training at the next step; the network is the best so far.</param>
    /// <exception cref="ArgumentException">No rows, a label out of range, one class only, shapes that do not fit, or a network that does not end
    /// in a softmax or sigmoid of the right size.</exception>
    /// <exception cref="TrainingDivergedException">The loss became NaN or infinite.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or of another training.</exception>
    /// <exception cref="IOException">The checkpoint cannot be read or written.</exception>
    public Network Train(NetworkExamples examples, int classes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Check.AtLeast(classes, 2);
        NetworkDefinition network = Bind(examples, classes);
        CheckLabels(examples, classes, nameof(examples));
        CheckClasses(examples, classes);
        NetworkExamples? validation = Validation;
        if (validation is not null)
        {
            CheckLabels(validation, classes, "validation");
            network = network.Bind(validation.RowShape, classes);
        }
        else if (_options.ValidationFraction > 0)
        {
            (int[] train, int[] held) = ValidationSplit.Choose(examples, _options.ValidationFraction, _options.Seed);
            if (held.Length == 0)
                throw new ArgumentException($"ValidationFraction: {_options.ValidationFraction} of {examples.Count} rows leaves none to validate on (whole groups go together); give validation rows, or a larger fraction.");
            (examples, validation) = (examples.Choose(train), examples.Choose(held));
        }
        float[] weights = RowWeights(examples, classes);
        var run = new TrainingRun(network, Drawn(), examples, validation, classes, weights, Source, Progress, CheckpointPath, SourceDescription);
        return run.Run(_start, cancellation);
    }

    /// <summary>A training that goes on draws other orders and augmentations than the one before; the validation part stays the same.</summary>
    private NetworkTrainingOptions Drawn() => _start is { History.Epochs.Count: > 0 and int done }
        ? _options with { Seed = SeedStream.Of(_options.Seed, SeedStream.Continuation, done) }
        : _options;

    private NetworkDefinition Bind(NetworkExamples examples, int classes)
    {
        LayerSpec last = _definition.Output.Spec;
        bool isBinary = last is SigmoidLayer;
        NetworkDefinition network = _definition.Bind(examples.RowShape, isBinary ? 1 : classes);
        if (network.Layers.Count < 2 || last is not (SoftmaxLayer or SigmoidLayer) || network.OutputShape != new Shape(isBinary ? 1 : classes)
            || (isBinary && classes != 2) || network.Output.Inputs[0] != network.Layers[^2].Name)
        {
            throw new ArgumentException($"The network ends in '{network.Output.Name}' ({last.Kind}) of shape {network.OutputShape}; expected a softmax of shape ({classes}){(classes == 2 ? ", or a sigmoid of shape (1)" : "")}.");
        }
        if (!network.Layers.Any(layer => network.ParametersOf(layer).Any(parameter => parameter.Trainable)))
            throw new ArgumentException("The network has no parameters to train.");
        return network;
    }

    private static void CheckLabels(NetworkExamples examples, int classes, string name)
    {
        if (examples.Count == 0)
            throw new ArgumentException($"{name}: expected at least one row, got none.", name);
        for (int i = 0; i < examples.Count; i++)
        {
            if (examples.Labels[i] >= classes)
                throw new ArgumentException($"{name}: expected classes from 0 to {classes - 1}, got {examples.Labels[i]} in row {i}.", name);
        }
    }

    private static void CheckClasses(NetworkExamples examples, int classes)
    {
        double[] totals = new double[classes];
        for (int i = 0; i < examples.Count; i++)
            totals[examples.Labels[i]] += examples.Weight(i);
        int present = totals.Count(total => total > 0);
        if (present < 2)
            throw new ArgumentException($"examples: expected rows of at least two classes (of weight above 0), got {(present == 0 ? "none" : $"only class {Array.FindIndex(totals, t => t > 0)}")}.", nameof(examples));
    }

    private float[] RowWeights(NetworkExamples examples, int classes)
    {
        if (_options.ClassWeightTable is { } given && given.Count != classes)
            throw new ArgumentException($"ClassWeightTable: expected a weight for each of {classes} classes, got {given.Count}.");
        double[] totals = new double[classes];
        for (int i = 0; i < examples.Count; i++)
            totals[examples.Labels[i]] += examples.Weight(i);
        double[] weights = new double[examples.Count];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            int label = examples.Labels[i];
            weights[i] = examples.Weight(i) * (_options.ClassWeightTable?[label] ?? 1);
            if (_options.ClassWeights == ClassWeighting.Balanced && totals[label] > 0)
                weights[i] /= totals[label];
            sum += weights[i];
        }
        if (sum == 0)
            throw new ArgumentException("ClassWeightTable: no training row has a weight above 0.");
        return [.. weights.Select(weight => (float)(weight * weights.Length / sum))];
    }
}
