using EmotionKit.Neural;
using EmotionKit.Trainers;
using EmotionKit.Trainers.Neural;

namespace Microsoft.ML;

/// <summary>Trainers of networks, on ML.NET's catalogs.</summary>
public static class EmotionKitNetworkTrainerExtensions
{
    /// <summary>
    /// LSTM over sequences: padding masked, LSTM layers on top of each other (Hochreiter and Schmidhuber 1997), dropout, dense layers, softmax.
    /// </summary>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification.Trainers</c> or <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="options">Columns, layers and training; null for the defaults.</param>
    /// <param name="audioFeatures">The part of the pipeline that computes the feature column from the audio column, once more, for
    /// <see cref="NeuralTrainerOptions.Waveform"/>; null where clips are not augmented. It is fitted on the training rows as they are.</param>
    /// <param name="progress">Told some ten times a second, and after each epoch, on the thread that trains.</param>
    /// <param name="cancellation">Ends the training: the model is the best so far.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Label column</term><description>Key&lt;UInt32&gt;, as <c>EncodeLabel</c> makes it; of binary trainers also Boolean. Rows without a label are passed
    /// over.</description></item>
    /// <item><term>Feature column</term><description>Vector&lt;Single&gt; of known size: <c>Lstm</c> and <c>CnnLstm</c> take sequences, Vector&lt;Single, frames,
    /// coefficients&gt;, padded at their end as <c>PadSequence</c> does, <c>DigitCnn</c> images, Vector&lt;Single, height, width, channels&gt;, <c>Network</c> what
    /// its first layer takes. In training every value must be finite; in scoring a row with another value gets the missing label and NaN
    /// scores.</description></item>
    /// <item><term>Output columns</term><description>PredictedLabel: the key of the most probable class, with KeyValues. Score: Vector&lt;Single&gt;, the probability
    /// of each class, with SlotNames. Of binary trainers: PredictedLabel, Boolean; Score, Single, log-odds; Probability, Single.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass over the rows, then epochs in memory.</description></item>
    /// <item><term>Exportable to ONNX</term><description>Yes: <c>ml.Model.ExportOnnx</c>. What <c>Fit</c> returns scores through the exported graph.</description></item>
    /// </list>
    /// <para>The same rows and the same seed give the same bits for any number of threads. Features should be of moderate size, as
    /// <c>StandardizeFrames</c> and <c>NormalizeImages</c> make them.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static NetworkEstimator Lstm(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, LstmOptions? options = null,
        IEstimator<ITransformer>? audioFeatures = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Multiclass(catalog, NetworkTransformer.LstmName, options ?? new LstmOptions(), audioFeatures, progress, cancellation);

    /// <inheritdoc cref="Lstm(MulticlassClassificationCatalog.MulticlassClassificationTrainers, LstmOptions?, IEstimator{ITransformer}?, IProgress{TrainingProgress}?, CancellationToken)"/>
    public static NetworkEstimator Lstm(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, LstmOptions? options = null,
        IEstimator<ITransformer>? audioFeatures = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Binary(catalog, NetworkTransformer.LstmName, options ?? new LstmOptions(), audioFeatures, progress, cancellation);

    /// <summary>
    /// Convolutions over time and coefficients, then LSTM over time: padding masked, derivatives over time, blocks of two-dimensional convolution, batch
    /// normalisation and ReLU, LSTM layers and how their frames are summarised, beside them statistics over time, softmax.
    /// </summary>
    /// <inheritdoc cref="Lstm(MulticlassClassificationCatalog.MulticlassClassificationTrainers, LstmOptions?, IEstimator{ITransformer}?, IProgress{TrainingProgress}?, CancellationToken)" path="/param|/remarks|/exception"/>
    public static NetworkEstimator CnnLstm(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, CnnLstmOptions? options = null,
        IEstimator<ITransformer>? audioFeatures = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Multiclass(catalog, NetworkTransformer.CnnLstmName, options ?? new CnnLstmOptions(), audioFeatures, progress, cancellation);

    /// <inheritdoc cref="CnnLstm(MulticlassClassificationCatalog.MulticlassClassificationTrainers, CnnLstmOptions?, IEstimator{ITransformer}?, IProgress{TrainingProgress}?, CancellationToken)"/>
    public static NetworkEstimator CnnLstm(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, CnnLstmOptions? options = null,
        IEstimator<ITransformer>? audioFeatures = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Binary(catalog, NetworkTransformer.CnnLstmName, options ?? new CnnLstmOptions(), audioFeatures, progress, cancellation);

    /// <summary>
    /// Convolutional network for small images such as digits: blocks of convolutions and pooling, dense layers, dropout, softmax; every training image is
    /// changed anew in each epoch.
    /// </summary>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification.Trainers</c> or <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="options">Columns, layers and training; null for the defaults.</param>
    /// <param name="progress">Told some ten times a second, and after each epoch, on the thread that trains.</param>
    /// <param name="cancellation">Ends the training: the model is the best so far.</param>
    /// <inheritdoc cref="Lstm(MulticlassClassificationCatalog.MulticlassClassificationTrainers, LstmOptions?, IEstimator{ITransformer}?, IProgress{TrainingProgress}?, CancellationToken)" path="/remarks|/exception"/>
    public static NetworkEstimator DigitCnn(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, DigitCnnOptions? options = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Multiclass(catalog, NetworkTransformer.DigitCnnName, options ?? new DigitCnnOptions(), null, progress, cancellation);

    /// <inheritdoc cref="DigitCnn(MulticlassClassificationCatalog.MulticlassClassificationTrainers, DigitCnnOptions?, IProgress{TrainingProgress}?, CancellationToken)"/>
    public static NetworkEstimator DigitCnn(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, DigitCnnOptions? options = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Binary(catalog, NetworkTransformer.DigitCnnName, options ?? new DigitCnnOptions(), null, progress, cancellation);

    /// <summary>The user's own network: any graph of layers that <see cref="NetworkBuilder"/> or a JSON file describes.</summary>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification.Trainers</c> or <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="options">The network, columns and training.</param>
    /// <param name="audioFeatures">As for <c>Lstm</c>; null where clips are not augmented.</param>
    /// <param name="progress">Told some ten times a second, and after each epoch, on the thread that trains.</param>
    /// <param name="cancellation">Ends the training: the model is the best so far.</param>
    /// <inheritdoc cref="Lstm(MulticlassClassificationCatalog.MulticlassClassificationTrainers, LstmOptions?, IEstimator{ITransformer}?, IProgress{TrainingProgress}?, CancellationToken)" path="/remarks|/exception"/>
    public static NetworkEstimator Network(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, NetworkOptions options,
        IEstimator<ITransformer>? audioFeatures = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Multiclass(catalog, NetworkTransformer.NetworkName, options, audioFeatures, progress, cancellation);

    /// <inheritdoc cref="Network(MulticlassClassificationCatalog.MulticlassClassificationTrainers, NetworkOptions, IEstimator{ITransformer}?, IProgress{TrainingProgress}?, CancellationToken)"/>
    public static NetworkEstimator Network(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, NetworkOptions options,
        IEstimator<ITransformer>? audioFeatures = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Binary(catalog, NetworkTransformer.NetworkName, options, audioFeatures, progress, cancellation);

    /// <summary>The network of a JSON file (docs/networks.md), with the default options.</summary>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification.Trainers</c> or <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The file does not hold a network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NetworkEstimator Network(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string path) =>
        catalog.Network(new NetworkOptions { Definition = NetworkDefinition.Load(path) });

    /// <inheritdoc cref="Network(MulticlassClassificationCatalog.MulticlassClassificationTrainers, string)"/>
    public static NetworkEstimator Network(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string path) =>
        catalog.Network(new NetworkOptions { Definition = NetworkDefinition.Load(path) });

    private static NetworkEstimator Multiclass(
        object catalog, string name, NeuralTrainerOptions options, IEstimator<ITransformer>? audioFeatures, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new NetworkEstimator(name, ClassificationTask.Multiclass, options, audioFeatures, progress, cancellation);
    }

    private static NetworkEstimator Binary(
        object catalog, string name, NeuralTrainerOptions options, IEstimator<ITransformer>? audioFeatures, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new NetworkEstimator(name, ClassificationTask.Binary, options, audioFeatures, progress, cancellation);
    }
}
