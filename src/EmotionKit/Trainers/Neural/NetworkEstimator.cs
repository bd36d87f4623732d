using EmotionKit.Neural;
using EmotionKit.Rows;
using Microsoft.ML;

namespace EmotionKit.Trainers.Neural;

/// <summary>Trains networks; see <c>Lstm</c>, <c>CnnLstm</c>, <c>DigitCnn</c> and <c>Network</c> of <c>ml.MulticlassClassification.Trainers</c> and
/// <c>ml.BinaryClassification.Trainers</c>.</summary>
public sealed class NetworkEstimator : RowEstimator<NetworkTransformer>
{
    private readonly NeuralTrainerOptions _options;
    private readonly ClassificationTask _task;
    private readonly IEstimator<ITransformer>? _audioFeatures;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellation;

    internal NetworkEstimator(
        string name, ClassificationTask task, NeuralTrainerOptions options, IEstimator<ITransformer>? audioFeatures,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        options.Validate();
        if ((options.Waveform is null) != (audioFeatures is null))
        {
            throw new ArgumentException(
                $"{name}: {nameof(options.Waveform)} and audioFeatures: expected both (what is done to a clip, and how its features are computed then) or neither, got {(options.Waveform is null ? "audioFeatures" : nameof(options.Waveform))} alone.");
        }
        ComponentName = name;
        _task = task;
        _options = options;
        _audioFeatures = audioFeatures;
        _progress = progress;
        _cancellation = cancellation;
    }

    internal override string ComponentName { get; }

    /// <summary>Reads the rows once and trains a network on them; a part of them may be kept for validation, as the options say.</summary>
    /// <param name="input">The rows.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, the features do not fit the network, or fewer than two classes
    /// have rows.</exception>
    /// <exception cref="RowException">A feature is not finite, or a weight is negative or not finite.</exception>
    /// <exception cref="TrainingDivergedException">The loss became NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while rows were read. Cancelled later, it returns the best network so far.</exception>
    public override NetworkTransformer Fit(IDataView input) => Fit(input, validation: null);

    /// <summary>Trains on all of <paramref name="input"/>, and validates on <paramref name="validation"/>.</summary>
    /// <param name="input">The rows to learn from.</param>
    /// <param name="validation">Rows of the same columns, which choose the best epoch; null for a part of <paramref name="input"/>.</param>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public NetworkTransformer Fit(IDataView input, IDataView? validation) => Train(input, validation, null);

    /// <summary>Goes on from a trained network: its layers and weights, these options, a new optimiser.</summary>
    /// <param name="input">The rows to learn from.</param>
    /// <param name="model">The network, of the same classes and features.</param>
    /// <param name="validation">Rows that choose the best epoch; null for a part of <paramref name="input"/>.</param>
    /// <returns>A network of its own, whose history goes on from that of <paramref name="model"/>.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Fit(IDataView)"/>, or the network has other classes or features.</exception>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public NetworkTransformer FitMore(IDataView input, NetworkTransformer model, IDataView? validation = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Train(input, validation, model);
    }

    private protected override MappedColumn[] Promise(SchemaShape input) =>
        new TrainingColumns(ComponentName, _options.LabelColumnName, _options.FeatureColumnName, _options.ExampleWeightColumnName)
        {
            Task = _task,
            Group = _options.GroupColumnName,
        }.Promise(input);

    private NetworkTransformer Train(IDataView input, IDataView? validation, NetworkTransformer? start)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new NetworkTraining(ComponentName, _task, _options, _cancellation)
        {
            AudioFeatures = _audioFeatures,
            Progress = _progress,
            Start = start,
        }.Run(input, validation);
    }
}
