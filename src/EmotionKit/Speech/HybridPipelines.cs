using EmotionKit.Neural;
using EmotionKit.Trainers;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Speech;

/// <summary>
/// Ready-made pipelines from recordings to emotions by three models whose probabilities are averaged: logistic regression and a dense network on statistics
/// over time (as <see cref="SpeechPipelines"/> computes them) and <c>CnnLstm</c> on frames (as <see cref="SequencePipelines"/> does). They err on
/// different recordings, so that together they err less. Made of public components; can be appended to and saved like any other.
/// </summary>
public static class HybridPipelines
{
    /// <summary>The column with the statistics.</summary>
    public const string Pooled = "Pooled";

    /// <summary>The column with the sequences.</summary>
    public const string Features = "Features";

    private const string Label = "Label";
    private const string Score = "Score";
    private const string LogisticScore = "LogisticScore";
    private const string DenseScore = "DenseScore";
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
    /// training rows, encodes the label, trains the members, averages, decodes.</summary>
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
        var members = new List<(string Score, double Weight)>();
        EstimatorChain<ITransformer> chain = new();
        if (options.CnnLstmWeight > 0)
            Add(SequenceScore, options.CnnLstmWeight, SequencePipelines.Classifier(ml, options.CnnLstm, options.Sequences, progress, cancellation));
        else
            chain = chain.Append<ITransformer>(ml.Transforms.EncodeLabel(Label));
        MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers = ml.MulticlassClassification.Trainers;
        if (options.LogisticWeight > 0)
        {
            var logistic = options.Pooled.Classifier with { LabelColumnName = Label, FeatureColumnName = Pooled };
            Add(LogisticScore, options.LogisticWeight, trainers.LogisticRegression(logistic, cancellation: cancellation));
        }
        if (options.DenseWeight > 0)
        {
            var dense = new NetworkOptions { Definition = Dense(options), LabelColumnName = Label, FeatureColumnName = Pooled, Training = options.DenseTraining };
            chain = chain.Append<ITransformer>(ml.Transforms.StandardizeFrames(Pooled, cancellation: cancellation));
            Add(DenseScore, options.DenseWeight, trainers.Network(dense, cancellation: cancellation));
        }
        return chain
            .Append<ITransformer>(ml.Transforms.AverageScores(
                [.. members.Select(member => member.Score)], new AverageScoresOptions { Weights = [.. members.Select(member => member.Weight)] }))
            .Append<ITransformer>(ml.Transforms.DecodeLabel(SpeechPipelines.Emotion));

        void Add(string score, double weight, IEstimator<ITransformer> member)
        {
            chain = chain.Append(member).Append<ITransformer>(ml.Transforms.CopyColumns(score, Score));
            members.Add((score, weight));
        }
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
