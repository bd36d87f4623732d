using System.Text.Json;
using EmotionKit.Bundles;
using EmotionKit.Neural;
using EmotionKit.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers.Neural;

/// <summary>One training: from columns to examples, to a network, to a transformer.</summary>
internal sealed class NetworkTraining(string component, ClassificationTask task, NeuralTrainerOptions options, CancellationToken cancellation)
{
    private const string Speaker = "Speaker";

    /// <summary>Computes features of augmented clips; null where none are augmented.</summary>
    public IEstimator<ITransformer>? AudioFeatures { get; init; }

    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Where training goes on from, or null.</summary>
    public NetworkTransformer? Start { get; init; }

    public NetworkTransformer Run(IDataView input, IDataView? validation)
    {
        TrainingColumns columns = ColumnsOf(input.Schema, validation is null && options.Training.ValidationFraction > 0);
        var features = FeatureShape.Of(columns.Find(input.Schema).Features, component);
        TrainingSet rows = TrainingSet.Read(input, columns, cancellation);
        RequireClasses(rows);
        RequireStart(rows, features);
        NetworkDefinition network = Start?.Network.Definition ?? options.Define(features, task, rows.Classes);
        SequenceTrim trim = SequenceTrim.For(network, features);
        NetworkExamples all = Examples(trim, rows, Numbers(rows.Groups)), examples = all;
        NetworkExamples? held = null;
        int[] chosen = [.. Enumerable.Range(0, rows.Rows)];
        if (validation is not null)
        {
            held = ReadValidation(validation, columns with { Group = null }, features, trim, rows);
        }
        else if (options.Training.ValidationFraction > 0)
        {
            (chosen, int[] kept) = Split(all, trim, rows);
            if (kept.Length > 0)
                (examples, held) = (all.Choose(chosen), all.Choose(kept));
        }

        // A source is asked for rows by their number among all, of which only those trained on come.
        using EpochSource? source = EpochSource.Create(options, features.Shape, trim, all, () => OpenClips(input, columns, chosen));
        Network trained = TrainAll(network, examples, held, rows.Classes, source is null ? null : source.Features);
        return new NetworkTransformer(component, task, options, trained, rows.ClassNames);
    }

    /// <summary>Trains as many networks as are asked for, one after the other, and joins those that were finished.</summary>
    private Network TrainAll(NetworkDefinition network, NetworkExamples examples, NetworkExamples? held, int classes, FeatureSource? source)
    {
        int networks = Start is null ? options.Networks : 1, epochs = 0;
        RequireSize(network, networks, examples, classes);
        var trained = new List<Network>();
        for (int i = 0; i < networks && (i == 0 || !cancellation.IsCancellationRequested); i++)
        {
            NetworkTrainer trainer = Trainer(network, EnsembleMember.Of(options, i), EnsembleMember.Of(Progress, epochs, networks - i), held, source);
            Network one = trainer.Train(examples, classes, cancellation);
            epochs += one.History.Epochs.Count;
            // One that was stopped says less than those that were not.
            if (i == 0 || one.History.End != TrainingEnd.Cancelled)
                trained.Add(one);
        }
        var average = Network.Average(trained);
        return trained.Count == networks ? average : average.With(average.History with { End = TrainingEnd.Cancelled });
    }

    private NetworkTrainer Trainer(
        NetworkDefinition network, NeuralTrainerOptions options, IProgress<TrainingProgress>? progress, NetworkExamples? held, FeatureSource? source)
    {
        NetworkTrainingOptions training = options.Training with { ValidationFraction = 0 };
        // What scores rows later does not change the training, nor do other networks.
        NeuralTrainerOptions described = options with { Provider = OnnxProvider.Auto, Networks = 1 };
        string description = source is null ? "" : JsonSerializer.Serialize(described, described.GetType(), OptionsJson.Settings);
        return Start is null
            ? new NetworkTrainer(network, training)
            {
                Validation = held,
                Source = source,
                SourceDescription = description,
                Progress = progress,
                CheckpointPath = options.CheckpointPath,
            }
            : new NetworkTrainer(Start.Network, training)
            {
                Validation = held,
                Source = source,
                SourceDescription = description,
                Progress = progress,
                CheckpointPath = options.CheckpointPath,
            };
    }

    private static NetworkExamples Examples(SequenceTrim trim, TrainingSet rows, ReadOnlySpan<int> groups)
    {
        if (!trim.Trims)
            return NetworkExamples.FromMatrix(trim.Shape, rows.FeatureArray, rows.Labels, rows.Weights, groups);
        int size = rows.Rows == 0 ? 0 : rows.FeatureArray.Length / rows.Rows;
        ReadOnlyMemory<float>[] sequences = [.. Enumerable.Range(0, rows.Rows).Select(i => trim.Apply(rows.FeatureArray.AsMemory(i * size, size)))];
        return new NetworkExamples(trim.Shape, sequences, rows.Labels, rows.Weights, groups);
    }

    /// <summary>Equal for equal names.</summary>
    private static int[] Numbers(string[] names)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        return Array.ConvertAll(names, name =>
        {
            known.TryAdd(name, known.Count);
            return known[name];
        });
    }

    /// <summary>The columns, with the speaker as the group where the data has one and the options name no other.</summary>
    private TrainingColumns ColumnsOf(DataViewSchema schema, bool needsGroup)
    {
        string? group = options.GroupColumnName;
        if (group is null && needsGroup && schema.GetColumnOrNull(Speaker) is { Type: TextDataViewType })
            group = Speaker;
        return new TrainingColumns(component, options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)
        {
            Task = task,
            Group = needsGroup ? group : null,
        };
    }

    /// <summary>A part of the rows for validation. Where speakers are too few to keep one back, rows are taken one by one, unless the group was asked for.</summary>
    private (int[] Train, int[] Held) Split(NetworkExamples all, SequenceTrim trim, TrainingSet rows)
    {
        (int[] train, int[] held) = ValidationSplit.Choose(all, options.Training.ValidationFraction, options.Training.Seed);
        if (held.Length > 0 || rows.Groups.Length == 0)
            return (train, held);
        if (options.GroupColumnName is not null)
        {
            throw new ArgumentException(
                $"{component}: column '{options.GroupColumnName}': no whole group can be kept for validation at a fraction of {options.Training.ValidationFraction}; give a larger fraction or a validation set, or leave {nameof(options.GroupColumnName)} out.");
        }
        NetworkExamples single = Examples(trim, rows, []);
        return ValidationSplit.Choose(single, options.Training.ValidationFraction, options.Training.Seed);
    }

    private NetworkExamples ReadValidation(IDataView validation, TrainingColumns columns, FeatureShape features, SequenceTrim trim, TrainingSet rows)
    {
        var shape = FeatureShape.Of(columns.Find(validation.Schema).Features, component);
        TrainingSet held = TrainingSet.Read(validation, columns, cancellation);
        if (shape.Shape != features.Shape)
            throw new ArgumentException($"{component}: column '{columns.Features}' of the validation rows: expected {features.Shape}, as in the training rows, got {shape.Shape}.");
        if (held.Classes != rows.Classes || !SameNames(held.ClassNames, rows.ClassNames))
            throw new ArgumentException($"{component}: column '{columns.Label}' of the validation rows: expected the classes of the training rows, got others; make both with one EncodeLabel.");
        return Examples(trim, held, Numbers(held.Groups));
    }

    private void RequireClasses(TrainingSet rows)
    {
        if (rows.Classes < 2)
            throw new ArgumentException($"{component}: column '{options.LabelColumnName}': expected at least two classes, got {rows.Classes}.");
        int first = rows.Labels[0];
        if (!rows.Labels.ContainsAnyExcept(first))
        {
            string name = rows.ClassNames is { } names ? $"'{names[first]}'" : $"class {first}";
            throw new ArgumentException($"{component}: column '{options.LabelColumnName}': expected rows of at least two classes to learn from, got only {name}.");
        }
    }

    /// <summary>Finds that networks cannot be joined before they are trained.</summary>
    private void RequireSize(NetworkDefinition network, int networks, NetworkExamples examples, int classes)
    {
        if (networks == 1)
            return;
        NetworkDefinition bound = network.Bind(examples.RowShape, network.Output.Spec is SigmoidLayer ? 1 : classes);
        try
        {
            NetworkAverage.Join([.. Enumerable.Repeat(bound, networks)]);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{component}: {nameof(options.Networks)}: {networks} of these networks cannot be joined into one: {e.Message}", e);
        }
    }

    private void RequireStart(TrainingSet rows, FeatureShape features)
    {
        if (Start is null)
            return;
        if (Start.Task != task || Start.Classes != rows.Classes || !SameNames(Start.ClassNames?.ToArray(), rows.ClassNames))
        {
            string Names(IReadOnlyList<string>? names, int count) => names is null ? $"{count}" : string.Join(", ", names);
            throw new ArgumentException(
                $"{component}: column '{options.LabelColumnName}': expected the classes of the network to go on from ({Names(Start.ClassNames, Start.Classes)}), got {Names(rows.ClassNames, rows.Classes)}.");
        }
        Shape shape = Start.Network.Definition.InputShape!.Value;
        if (shape.Rank != features.Shape.Rank || !(shape == features.Shape || (shape.HasVariable && shape.Tail() == features.Shape.Tail())))
            throw new ArgumentException($"{component}: column '{options.FeatureColumnName}': expected rows of {shape}, as the network to go on from takes, got {features.Shape}.");
    }

    private ClipFeatures OpenClips(IDataView input, TrainingColumns columns, int[] chosen)
    {
        ITransformer features = AudioFeatures!.Fit(input);
        return new ClipFeatures(component, features, input, columns, options.Waveform!, chosen, cancellation);
    }

    private static bool SameNames(string[]? left, string[]? right) => (left ?? []).AsSpan().SequenceEqual(right ?? []);
}
