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

    /// <summary>What <paramref name="trainer"/> stands for.</summary>
    /// <param name="trainer">A name, or the file of a network.</param>
    /// <param name="epochs">Passes over the rows at most, or null for the trainer's default.</param>
    /// <param name="seed">Of the training.</param>
    /// <exception cref="UsageException">It takes no epochs.</exception>
    /// <exception cref="JobFailedException">The file does not hold a network.</exception>
    public static SpeechRecipe Of(string trainer, int? epochs, int seed)
    {
        if (trainer.Equals(Logistic, StringComparison.OrdinalIgnoreCase))
            return epochs is null ? new PooledRecipe() : throw new UsageException($"--epochs: '{Logistic}' has none; give --trainer {Lstm} or {CnnLstm}.");
        if (trainer.Equals(Hybrid, StringComparison.OrdinalIgnoreCase))
            return new HybridRecipe(epochs, seed);
        NeuralTrainerOptions options;
        if (trainer.Equals(Lstm, StringComparison.OrdinalIgnoreCase))
            options = new LstmOptions();
        else if (trainer.Equals(CnnLstm, StringComparison.OrdinalIgnoreCase))
            options = new CnnLstmOptions();
        else
            options = new NetworkOptions { Definition = LoadNetwork(trainer) };
        return new NetworkRecipe(options with { Training = options.Training with { Seed = seed, Epochs = epochs ?? options.Epochs } });
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
    public abstract IEstimator<ITransformer> Classifier(MLContext ml, IProgress<TrainingProgress>? progress, CancellationToken stop);

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

    private sealed class PooledRecipe : SpeechRecipe
    {
        public override IEstimator<ITransformer> Features(MLContext ml) => SpeechPipelines.PooledFeatures(ml);

        public override IEstimator<ITransformer> Classifier(MLContext ml, IProgress<TrainingProgress>? progress, CancellationToken stop) =>
            SpeechPipelines.Classifier(ml, cancellation: stop);
    }

    private sealed class HybridRecipe : SpeechRecipe
    {
        private readonly HybridSpeechOptions _options;

        public HybridRecipe(int? epochs, int seed)
        {
            var options = new HybridSpeechOptions();
            NetworkTrainingOptions training = options.CnnLstm.Training;
            _options = options with
            {
                CnnLstm = options.CnnLstm with { Training = training with { Seed = seed, Epochs = epochs ?? training.Epochs } },
                DenseTraining = options.DenseTraining with { Seed = seed },
            };
        }

        public override int Epochs => _options.CnnLstm.Epochs;

        public override IReadOnlyList<string> Columns => [FeatureColumn, HybridPipelines.Pooled];

        public override IEstimator<ITransformer> Features(MLContext ml) => HybridPipelines.HybridFeatures(ml, _options);

        public override IDataView Restore(MLContext ml, IDataView features) =>
            ml.Transforms.PadSequence(FeatureColumn, frames: _options.Sequences.Frames).Fit(features).Transform(features);

        public override IEstimator<ITransformer> Classifier(MLContext ml, IProgress<TrainingProgress>? progress, CancellationToken stop) =>
            HybridPipelines.Classifier(ml, _options, progress, stop);
    }

    private sealed class NetworkRecipe(NeuralTrainerOptions trainer) : SpeechRecipe
    {
        private readonly SequenceSpeechOptions _sequences = new();

        public override int Epochs => trainer.Epochs;

        public override IEstimator<ITransformer> Features(MLContext ml) => SequencePipelines.SequenceFeatures(ml, _sequences);

        public override IDataView Restore(MLContext ml, IDataView features) =>
            ml.Transforms.PadSequence(FeatureColumn, frames: _sequences.Frames).Fit(features).Transform(features);

        public override IEstimator<ITransformer> Classifier(MLContext ml, IProgress<TrainingProgress>? progress, CancellationToken stop) =>
            SequencePipelines.Classifier(ml, trainer, _sequences, progress, stop);
    }
}
