using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Neural;
using EmotionKit.Speech;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;

namespace EmotionKit.Cli.Speech;

/// <summary>From recordings to features, and from features to a model: what <c>--trainer</c> stands for.</summary>
internal abstract class SpeechRecipe
{
    private const string Logistic = "logistic", Lstm = "lstm", CnnLstm = "cnn-lstm", Hybrid = "hybrid";

    /// <summary>The column that every recipe makes.</summary>
    protected const string FeatureColumn = "Features";

    /// <summary>Names that <c>--trainer</c> takes beside the file of a network.</summary>
    public static IReadOnlyList<string> Names { get; } = [Logistic, Lstm, CnnLstm, Hybrid];

    /// <summary>The columns that <see cref="Features"/> makes and <see cref="Classifier"/> reads.</summary>
    public virtual IReadOnlyList<string> Columns => [FeatureColumn];

    /// <summary>Passes over the rows that a fit makes at most; 0 where it makes none that are told of.</summary>
    public virtual int Epochs => 0;

    /// <summary>Whether clips are changed anew in every epoch, and their features computed again.</summary>
    public virtual bool ChangesClips => false;

    /// <summary>What <paramref name="trainer"/> stands for.</summary>
    /// <param name="trainer">A name, or the file of a network.</param>
    /// <param name="changes">Of its options.</param>
    /// <param name="seed">Of the training.</param>
    /// <param name="checkpoint">Where the state of the final model's training is kept, or null.</param>
    /// <exception cref="UsageException">It has no such option, or a value is out of its range.</exception>
    /// <exception cref="JobFailedException">The file does not hold a network.</exception>
    public static SpeechRecipe Of(string trainer, TrainingChanges changes, int seed, string? checkpoint = null)
    {
        if (trainer.Equals(Logistic, StringComparison.OrdinalIgnoreCase))
        {
            if ((checkpoint is null ? changes.OfNetworks : "--checkpoint") is { } network)
                throw new UsageException($"{network}: '{Logistic}' has none; give --trainer {Hybrid}, {Lstm} or {CnnLstm}.");
            PooledSpeechOptions pooled = changes.ApplyTo(new PooledSpeechOptions());
            return new PooledRecipe(Checked(pooled, pooled.Validate));
        }
        if (trainer.Equals(Hybrid, StringComparison.OrdinalIgnoreCase))
        {
            HybridSpeechOptions hybrid = changes.ApplyTo(new HybridSpeechOptions());
            if (hybrid.CnnLstmWeight == 0 && (checkpoint is null ? changes.OfNetworks : "--checkpoint") is { } ignored)
                throw new UsageException($"{ignored}: is of the CNN-LSTM, whose weight is 0; '{{\"denseTraining\":{{...}}}}' of --options is of the dense network.");
            if (hybrid.CnnLstm.Waveform is not null)
                throw new UsageException($"--options: cnnLstm.waveform: '{Hybrid}' cannot change clips; give --trainer {Lstm}, {CnnLstm} or a network of your own.");
            hybrid = hybrid with
            {
                CnnLstm = hybrid.CnnLstm with { Training = changes.ApplyTo(hybrid.CnnLstm.Training, seed) },
                DenseTraining = hybrid.DenseTraining with { Seed = seed },
            };
            return new HybridRecipe(Checked(hybrid, hybrid.Validate), checkpoint);
        }
        if (trainer.Equals(Lstm, StringComparison.OrdinalIgnoreCase))
            return Network(new LstmOptions());
        if (trainer.Equals(CnnLstm, StringComparison.OrdinalIgnoreCase))
            return Network(new CnnLstmOptions());
        return Network(new NetworkOptions { Definition = LoadNetwork(trainer) });

        NetworkRecipe Network<T>(T defaults)
            where T : NeuralTrainerOptions
        {
            NetworkRecipeOptions<T> options = changes.ApplyTo(new NetworkRecipeOptions<T> { Trainer = defaults });
            NeuralTrainerOptions network = options.Trainer with { Training = changes.ApplyTo(options.Trainer.Training, seed) };
            Checked(options.Sequences, options.Sequences.Validate);
            return new NetworkRecipe(Checked(network, network.Validate), options.Sequences, checkpoint);
        }
    }

    /// <summary>Options that were found to be within their ranges.</summary>
    /// <exception cref="UsageException">They are not.</exception>
    public static T Checked<T>(T options, Action validate)
    {
        try
        {
            validate();
            return options;
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--options: {ErrorText.OneLine(e)}", e);
        }
    }

    /// <summary>What is wrong with a value of <c>--trainer</c>, or null.</summary>
    public static string? Refuse(string trainer) =>
        Names.Contains(trainer, StringComparer.OrdinalIgnoreCase) || trainer.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(trainer)
            ? null
            : $"--trainer: expected one of {string.Join(", ", Names)}, or the .json file of a network, got '{trainer}'{NearestName.Hint(trainer, Names)}";

    /// <summary>From the column Path to the column Features; learns nothing from the rows.</summary>
    public abstract IEstimator<ITransformer> Features(MLContext ml);

    /// <summary>Gives features that were kept in memory the annotations that they were computed with.</summary>
    public virtual IDataView Restore(MLContext ml, IDataView features) => features;

    /// <summary>From the columns Label and Features to a prediction.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="progress">Told of the training.</param>
    /// <param name="final">Whether it is the model that is kept, whose training has a checkpoint.</param>
    /// <param name="stop">Ends the training.</param>
    public abstract IEstimator<ITransformer> Classifier(MLContext ml, IProgress<TrainingProgress>? progress, bool final, CancellationToken stop);

    private static IDataView Sequences(MLContext ml, IDataView features, SequenceSpeechOptions options) =>
        ml.Transforms.PadSequence(FeatureColumn, frames: options.Frames).Fit(features).Transform(features);

    /// <exception cref="JobFailedException">The file does not exist, or holds no network that classifies.</exception>
    public static NetworkDefinition LoadNetwork(string path)
    {
        if (!File.Exists(path))
            throw new JobFailedException($"--trainer: '{path}' does not exist.");
        try
        {
            NetworkDefinition network = NetworkDefinition.Load(path);
            new NetworkOptions { Definition = network }.Validate();
            return network;
        }
        catch (ArgumentException e)
        {
            throw new JobFailedException($"--trainer: {ErrorText.OneLine(e)}", e);
        }
    }

    private sealed class PooledRecipe(PooledSpeechOptions options) : SpeechRecipe
    {
        public override IEstimator<ITransformer> Features(MLContext ml) => SpeechPipelines.PooledFeatures(ml, options);

        public override IEstimator<ITransformer> Classifier(MLContext ml, IProgress<TrainingProgress>? progress, bool final, CancellationToken stop) =>
            SpeechPipelines.Classifier(ml, options, cancellation: stop);
    }

    private sealed class HybridRecipe(HybridSpeechOptions options, string? checkpoint) : SpeechRecipe
    {
        public override int Epochs => options.CnnLstmWeight > 0 ? options.CnnLstm.Networks * options.CnnLstm.Epochs : 0;

        public override IReadOnlyList<string> Columns => [FeatureColumn, HybridPipelines.Pooled];

        public override IEstimator<ITransformer> Features(MLContext ml) => HybridPipelines.HybridFeatures(ml, options);

        public override IDataView Restore(MLContext ml, IDataView features) => Sequences(ml, features, options.Sequences);

        public override IEstimator<ITransformer> Classifier(MLContext ml, IProgress<TrainingProgress>? progress, bool final, CancellationToken stop) =>
            HybridPipelines.Classifier(ml, options with { CnnLstm = options.CnnLstm with { CheckpointPath = final ? checkpoint : null } }, progress, stop);
    }

    private sealed class NetworkRecipe(NeuralTrainerOptions trainer, SequenceSpeechOptions sequences, string? checkpoint) : SpeechRecipe
    {
        public override int Epochs => trainer.Networks * trainer.Epochs;

        public override IEstimator<ITransformer> Features(MLContext ml) => SequencePipelines.SequenceFeatures(ml, sequences);

        public override bool ChangesClips => trainer.Waveform is not null;

        public override IDataView Restore(MLContext ml, IDataView features)
        {
            IDataView rows = Sequences(ml, features, sequences);
            // Samples are decoded when the trainer asks for them.
            return trainer.Waveform is { AudioColumnName: var audio } ? ml.Transforms.LoadAudio(audio, "Path", sequences.Load).Fit(rows).Transform(rows) : rows;
        }

        public override IEstimator<ITransformer> Classifier(MLContext ml, IProgress<TrainingProgress>? progress, bool final, CancellationToken stop) =>
            SequencePipelines.Classifier(ml, trainer with { CheckpointPath = final ? checkpoint : null }, sequences, progress, stop);
    }

    /// <summary>What <c>--options</c> names of a network on sequences.</summary>
    private sealed record NetworkRecipeOptions<T>
        where T : NeuralTrainerOptions
    {
        public required T Trainer { get; init; }

        public SequenceSpeechOptions Sequences { get; init; } = new();
    }
}
