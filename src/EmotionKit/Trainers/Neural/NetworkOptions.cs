using EmotionKit.Images;
using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>Options of <c>Network</c>: the user's own graph of layers.</summary>
public sealed record NetworkOptions : NeuralTrainerOptions
{
    /// <summary>The network. Its input shape and the units of its last dense layer may be left open: data and classes give them. It ends in a
    /// softmax, or, of binary trainers, also in a sigmoid of one unit.</summary>
    public NetworkDefinition? Definition { get; init; }

    /// <summary>How each training image is changed anew in every epoch; null, the default, for no change. For rows of (height, width,
    /// channels).</summary>
    public ImageAugmentOptions? ImageAugmentation { get; init; }

    /// <inheritdoc/>
    public override NetworkTrainingOptions Training { get; init; } = new() { ValidationFraction = 0.1, Patience = 10 };

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (Definition is null)
            throw new ArgumentException($"{nameof(Definition)}: expected a network, as NetworkBuilder or NetworkDefinition.Load gives it, got null.");
        if (Definition.Output.Spec is not (SoftmaxLayer or SigmoidLayer))
            throw new ArgumentException($"{nameof(Definition)}: expected a network that ends in softmax or sigmoid, got '{Definition.Output.Spec.Kind}'.");
        ImageAugmentation?.Validate();
        if (ImageAugmentation is not null && Waveform is not null)
            throw new ArgumentException($"{nameof(ImageAugmentation)} and {nameof(Waveform)}: expected one of them, got both.");
    }

    internal override NetworkDefinition Define(FeatureShape features, ClassificationTask task, int classes)
    {
        bool isSigmoid = Definition!.Output.Spec is SigmoidLayer;
        if (isSigmoid && task != ClassificationTask.Binary)
            throw new ArgumentException($"{features.Component}: a network that ends in a sigmoid tells two classes apart: use ml.BinaryClassification.Trainers, or end it in a softmax.");
        NetworkDefinition bound = Definition.Bind(features.Shape, isSigmoid ? 1 : classes);
        int outputs = isSigmoid ? 1 : classes;
        return bound.OutputShape == new Shape(outputs)
            ? bound
            : throw new ArgumentException($"{features.Component}: expected a network of {outputs} outputs for {classes} classes, got {bound.OutputShape}; leave the units of the last dense layer open (0) to have the data give them.");
    }

    internal override RowAugmenter? AugmentRows(Shape shape)
    {
        if (ImageAugmentation is null)
            return null;
        if (shape.Rank != 3)
            throw new ArgumentException($"{nameof(ImageAugmentation)}: expected rows of (height, width, channels), got {shape}.");
        var augmenter = new ImageAugmenter(ImageAugmentation, shape[0], shape[1], shape[2]);
        return (row, variant, seed) => augmenter.Augment(row, variant, seed, 0);
    }
}
