using EmotionKit.Neural;
using EmotionKit.Trainers;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Speech;

/// <summary>
/// Ready-made pipelines from recordings to emotions by two networks whose probabilities are averaged: a dense one on statistics over time (as
/// <see cref="SpeechPipelines"/> computes them) and <c>CnnLstm</c> on frames (as <see cref="SequencePipelines"/> does). They err on different
/// recordings, so that together they err less. Made of public components; can be appended to and saved like any other.
/// </summary>
public static class HybridPipelines
{
    /// <summary>The column with the statistics.</summary>
    public const string Pooled = "Pooled";

    /// <summary>The column with the sequences.</summary>
    public const string Features = "Features";

    private const string Label = "Label";
    private const string Score = "Score";
    private const string PooledScore = "PooledScore";
    private const string SequenceScore = "SequenceScore";

    /// <summary>From the column Path (text, or a file's bytes) to the columns Pooled and Features. Learns nothing from the rows, so that its result can be
    /// cached and cross-validated on.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="options">How, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IEstimator<ITransformer> HybridFeatures(MLContext ml, HybridSpeechOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        options ??= new HybridSpeechOptions();
        options.Validate();
        return new EstimatorChain<ITransformer>()
            .Append(SpeechPipelines.PooledFeatures(ml, options.Pooled))
            .Append<ITransformer>(ml.Transforms.CopyColumns(Pooled, Features))
            .Append(SequencePipelines.SequenceFeatures(ml, options.Sequences));
    }

    /// <summary>From the columns Label, Pooled and Features to PredictedLabel, Score and Emotion (the predicted label as text): standardises by the
    /// training rows, encodes the label, trains both networks, averages, decodes.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="options">As given to <see cref="HybridFeatures"/>, or null for the defaults.</param>
    /// <param name="progress">Told of the training of <c>CnnLstm</c>, which takes nearly all of the time.</param>
    /// <param name="cancellation">Ends the training: the models are the best so far.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IEstimator<ITransformer> Classifier(
        MLContext ml, HybridSpeechOptions? options = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ml);
        options ??= new HybridSpeechOptions();
        options.Validate();
        var dense = new NetworkOptions
        {
            Definition = Dense(options),
            LabelColumnName = Label,
            FeatureColumnName = Pooled,
            Training = options.DenseTraining,
        };
        return new EstimatorChain<ITransformer>()
            .Append(SequencePipelines.Classifier(ml, options.CnnLstm, options.Sequences, progress, cancellation))
            .Append<ITransformer>(ml.Transforms.CopyColumns(SequenceScore, Score))
            .Append<ITransformer>(ml.Transforms.StandardizeFrames(Pooled, cancellation: cancellation))
            .Append<ITransformer>(ml.MulticlassClassification.Trainers.Network(dense, cancellation: cancellation))
            .Append<ITransformer>(ml.Transforms.CopyColumns(PooledScore, Score))
            .Append<ITransformer>(ml.Transforms.AverageScores(
                [PooledScore, SequenceScore], new AverageScoresOptions { Weights = [options.DenseWeight, 1 - options.DenseWeight] }))
            .Append<ITransformer>(ml.Transforms.DecodeLabel(SpeechPipelines.Emotion));
    }

    /// <summary>Leaves the number of statistics and of classes to the data.</summary>
    private static NetworkDefinition Dense(HybridSpeechOptions options) => new(
        null,
        [
            new NetworkLayer("in", new DropoutLayer { Rate = options.DenseDropout }, [NetworkDefinition.InputName]),
            new NetworkLayer("hidden", new DenseLayer { Units = options.DenseUnits, Init = WeightInit.HeUniform }, ["in"]),
            new NetworkLayer("norm", new BatchNormLayer(), ["hidden"]),
            new NetworkLayer("active", new ReluLayer(), ["norm"]),
            new NetworkLayer("out", new DropoutLayer { Rate = options.DenseDropout }, ["active"]),
            new NetworkLayer("logits", new DenseLayer(), ["out"]),
            new NetworkLayer("classes", new SoftmaxLayer(), ["logits"]),
        ]);
}
