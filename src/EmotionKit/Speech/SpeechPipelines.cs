using EmotionKit.Features;
using EmotionKit.Linear;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Speech;

/// <summary>
/// Ready-made pipelines from recordings to emotions. They are made of EmotionKit's public components and ML.NET's, and can be appended to
/// and saved like any other.
/// </summary>
/// <remarks>
/// Statistics over time of cepstral coefficients, mel bands, their derivatives and acoustic descriptors are the classical features of the field (Schuller et
/// al., The INTERSPEECH 2009 Emotion Challenge); with a linear classifier they are fast, and a baseline that networks have to beat.
/// </remarks>
public static class SpeechPipelines
{
    private const string Path = "Path";
    private const string Audio = "Audio";
    private const string Mfcc = "Mfcc";
    private const string Mel = "Mel";
    private const string Descriptors = "Descriptors";
    private const string Features = "Features";
    private const string Label = "Label";

    /// <summary>The name of the column with the predicted emotion as text.</summary>
    public const string Emotion = "Emotion";

    /// <summary>
    /// From the column Path (text, or a file's bytes) to the column Features, a vector of Single whose slots are named. Learns nothing from the rows, so
    /// that its result can be cached and cross-validated on.
    /// </summary>
    /// <param name="ml">The context.</param>
    /// <param name="options">How, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IEstimator<ITransformer> PooledFeatures(MLContext ml, PooledSpeechOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        options ??= new PooledSpeechOptions();
        options.Validate();
        var pipeline = new EstimatorChain<ITransformer>().Append<ITransformer>(ml.Transforms.LoadAudio(Audio, Path, options.Load));
        if (options.Trim is not null)
            pipeline = pipeline.Append<ITransformer>(ml.Transforms.TrimSilence(Audio, options: options.Trim));
        var pooled = new List<string>();
        Pool(ml.Transforms.ExtractMfcc(Mfcc, Audio, options.Mfcc), Mfcc, options.MfccDeltas);
        if (options.Mel is not null)
            Pool(ml.Transforms.ExtractMelSpectrogram(Mel, Audio, options.Mel), Mel, options.MelDeltas);
        if (options.Descriptors is not null)
            Pool(ml.Transforms.ExtractDescriptors(Descriptors, Audio, options.Descriptors), Descriptors, options.DescriptorDeltas);
        return pipeline.Append<ITransformer>(ml.Transforms.Concatenate(Features, [.. pooled]));

        void Pool(IEstimator<ITransformer> extractor, string column, int deltas)
        {
            pipeline = pipeline.Append(extractor);
            if (options.Segments > 0)
            {
                string parts = column + "Parts";
                var segments = new PoolOptions { Mean = false, StandardDeviation = false, Segments = options.Segments };
                pipeline = pipeline.Append<ITransformer>(ml.Transforms.PoolFrames(parts, column, segments));
                pooled.Add(parts);
            }
            if (deltas > 0)
                pipeline = pipeline.Append<ITransformer>(ml.Transforms.AppendDeltas(column, options: new AppendDeltasOptions { Order = deltas }));
            pipeline = pipeline.Append<ITransformer>(ml.Transforms.PoolFrames(column, options: options.Pool));
            pooled.Add(column);
        }
    }

    /// <summary>
    /// From the columns Label and Features to PredictedLabel, Score and Emotion (the predicted label as text): encodes the label, trains logistic
    /// regression, decodes.
    /// </summary>
    /// <param name="ml">The context.</param>
    /// <param name="options">How, or null for the defaults.</param>
    /// <param name="progress">Told after each iteration of the training.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IEstimator<ITransformer> Classifier(
        MLContext ml, PooledSpeechOptions? options = null, IProgress<OptimizerProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ml);
        options ??= new PooledSpeechOptions();
        options.Validate();
        var trainer = options.Classifier with { LabelColumnName = Label, FeatureColumnName = Features };
        return new EstimatorChain<ITransformer>()
            .Append<ITransformer>(ml.Transforms.EncodeLabel(Label))
            .Append<ITransformer>(ml.MulticlassClassification.Trainers.LogisticRegression(trainer, progress, cancellation))
            .Append<ITransformer>(ml.Transforms.DecodeLabel(Emotion));
    }

    /// <summary>
    /// The whole way: <see cref="PooledFeatures"/>, then <see cref="Classifier"/>. What it is fitted to scores recordings, one by one in a
    /// <c>PredictionEngine</c> or many in parallel; Label is needed for fitting only.
    /// </summary>
    /// <param name="ml">The context.</param>
    /// <param name="options">How, or null for the defaults.</param>
    /// <param name="progress">Told after each iteration of the training.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IEstimator<ITransformer> PooledLogisticRegression(
        MLContext ml, PooledSpeechOptions? options = null, IProgress<OptimizerProgress>? progress = null, CancellationToken cancellation = default) =>
        new EstimatorChain<ITransformer>()
            .Append(PooledFeatures(ml, options))
            .Append(Classifier(ml, options, progress, cancellation));
}
