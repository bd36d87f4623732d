using EmotionKit.Features;
using EmotionKit.Neural;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Speech;

/// <summary>
/// Ready-made pipelines from recordings to emotions by networks that read a recording frame by frame. They are made of EmotionKit's public
/// components, and can be appended to and saved like any other.
/// </summary>
public static class SequencePipelines
{
    private const string Path = "Path";
    private const string Audio = "Audio";
    private const string Features = "Features";
    private const string Label = "Label";

    /// <summary>
    /// From the column Path (text, or a file's bytes) to the columns Audio and Features, Vector&lt;Single, frames, coefficients&gt;. Learns nothing from the rows,
    /// so that its result can be cached and cross-validated on.
    /// </summary>
    /// <param name="ml">The context.</param>
    /// <param name="options">How, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IEstimator<ITransformer> SequenceFeatures(MLContext ml, SequenceSpeechOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        options ??= new SequenceSpeechOptions();
        options.Validate();
        return new EstimatorChain<ITransformer>()
            .Append<ITransformer>(ml.Transforms.LoadAudio(Audio, Path, options.Load))
            .Append(FromAudio(ml, options));
    }

    /// <summary>
    /// From the columns Label and Features to PredictedLabel, Score and Emotion (the predicted label as text): standardises the frames by those of the
    /// training rows, encodes the label, trains the network, decodes.
    /// </summary>
    /// <param name="ml">The context.</param>
    /// <param name="trainer">The network and its training: <see cref="LstmOptions"/>, <see cref="CnnLstmOptions"/> or <see cref="NetworkOptions"/>. Its label and feature
    /// columns are Label and Features whatever it says. With <see cref="NeuralTrainerOptions.Waveform"/> the rows need the column Audio too.</param>
    /// <param name="options">As given to <see cref="SequenceFeatures"/>, or null for the defaults.</param>
    /// <param name="progress">Told of the training.</param>
    /// <param name="cancellation">Ends the training: the model is the best so far.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IEstimator<ITransformer> Classifier(
        MLContext ml, NeuralTrainerOptions trainer, SequenceSpeechOptions? options = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(trainer);
        options ??= new SequenceSpeechOptions();
        options.Validate();
        trainer = trainer with { LabelColumnName = Label, FeatureColumnName = Features, Training = WithMelShift(trainer.Training, options) };
        IEstimator<ITransformer>? audioFeatures = trainer.Waveform is null
            ? null
            : new EstimatorChain<ITransformer>().Append(FromAudio(ml, options)).Append<ITransformer>(ml.Transforms.StandardizeFrames(Features));
        MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers = ml.MulticlassClassification.Trainers;
        NetworkEstimator network = trainer switch
        {
            LstmOptions lstm => trainers.Lstm(lstm, audioFeatures, progress, cancellation),
            CnnLstmOptions cnnLstm => trainers.CnnLstm(cnnLstm, audioFeatures, progress, cancellation),
            NetworkOptions own => trainers.Network(own, audioFeatures, progress, cancellation),
            _ => throw new ArgumentException($"trainer: expected options of Lstm, CnnLstm or Network, got {trainer.GetType().Name}.", nameof(trainer)),
        };
        return new EstimatorChain<ITransformer>()
            .Append<ITransformer>(ml.Transforms.StandardizeFrames(Features, cancellation: cancellation))
            .Append<ITransformer>(ml.Transforms.EncodeLabel(Label))
            .Append<ITransformer>(network)
            .Append<ITransformer>(ml.Transforms.DecodeLabel(SpeechPipelines.Emotion));
    }

    /// <summary>The mel bands are the first coefficients of a frame.</summary>
    private static NetworkTrainingOptions WithMelShift(NetworkTrainingOptions training, SequenceSpeechOptions options) =>
        training.Augmentation is { BinShift: 0 } augmentation && options.Mel is { } mel
            ? training with { Augmentation = augmentation with { BinShift = options.MelShift, ShiftedBins = mel.NMels } }
            : training;

    /// <summary>From samples to sequences of one length.</summary>
    private static IEstimator<ITransformer> FromAudio(MLContext ml, SequenceSpeechOptions options)
    {
        var pipeline = new EstimatorChain<ITransformer>();
        string audio = Audio;
        if (options.Trim is not null)
        {
            audio = "Trimmed";
            pipeline = pipeline.Append<ITransformer>(ml.Transforms.TrimSilence(audio, Audio, options.Trim));
        }
        var parts = new List<string>();
        if (options.Mel is not null)
            Add("MelFrames", name => ml.Transforms.ExtractMelSpectrogram(name, audio, options.Mel));
        if (options.Mfcc is not null)
            Add("MfccFrames", name => ml.Transforms.ExtractMfcc(name, audio, options.Mfcc));
        if (options.Descriptors is not null)
            Add("DescriptorFrames", name => ml.Transforms.ExtractDescriptors(name, audio, options.Descriptors));
        pipeline = pipeline.Append<ITransformer>(ml.Transforms.ConcatenateFrames(Features, [.. parts]));
        if (options.Deltas > 0)
            pipeline = pipeline.Append<ITransformer>(ml.Transforms.AppendDeltas(Features, options: new AppendDeltasOptions { Order = options.Deltas }));
        return pipeline.Append<ITransformer>(ml.Transforms.PadSequence(Features, frames: options.Frames));

        void Add(string name, Func<string, IEstimator<ITransformer>> extractor)
        {
            pipeline = pipeline.Append(extractor(name));
            parts.Add(name);
        }
    }
}
