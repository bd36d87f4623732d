using EmotionKit.Images;
using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>
/// Options of <c>DigitCnn</c>: blocks of convolutions, batch normalisation, ReLU and pooling, then dense layers, dropout, softmax (LeCun et al. 1998, with
/// what came since).
/// </summary>
public sealed record DigitCnnOptions : NeuralTrainerOptions
{
    /// <summary>Filters of each block, 1 to 8 blocks. Default 32, 64, 128.</summary>
    public IReadOnlyList<int> Filters { get; init; } = [32, 64, 128];

    /// <summary>Convolutions of each block, 1 to 8. Default 1.</summary>
    public int ConvolutionsPerBlock { get; init; } = 1;

    /// <summary>Rows and columns of each kernel, at least 1. Default 3.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>Dropout of whole channels after each block, 0 to below 1. Default 0.</summary>
    public double ChannelDropout { get; init; }

    /// <summary>Units of dense layers with ReLU before the last, up to 8. Default 128.</summary>
    public IReadOnlyList<int> Dense { get; init; } = [128];

    /// <summary>Dropout before and between the dense layers, 0 to below 1. Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>How each training image is changed anew in every epoch: shift, rotation, scale, slant, elastic distortion. Null for no change. Its
    /// background must be what empty pixels hold in the feature column.</summary>
    public ImageAugmentOptions? ImageAugmentation { get; init; } = new() { MaxRotation = 8, MinScale = 0.92, MaxScale = 1.08, MaxShear = 6, ElasticProbability = 0.3, ElasticAlpha = 20 };

    /// <inheritdoc/>
    public override NetworkTrainingOptions Training { get; init; } = new()
    {
        Epochs = 10,
        BatchSize = 64,
        LearningRate = 0.003,
        Schedule = new LearningRateSchedule { WarmupEpochs = 0.5 },
        Optimizer = OptimizerKind.AdamW,
        WeightDecay = 0.01,
    };

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        LayerSizes.Check(Filters, 1, nameof(Filters));
        LayerSizes.Check(Dense, 0, nameof(Dense));
        Check.InRange(ConvolutionsPerBlock, 1, 8);
        Check.InRange(Kernel, 1, 1024);
        Check.InRange(ChannelDropout, 0, 0.999999);
        Check.InRange(Dropout, 0, 0.999999);
        ImageAugmentation?.Validate();
        if (Waveform is not null)
            throw new ArgumentException($"{nameof(Waveform)}: digits have no sound; expected null.");
    }

    internal override NetworkDefinition Define(FeatureShape features, ClassificationTask task, int classes)
    {
        NetworkNode x = features.Image();
        foreach (int filters in Filters)
        {
            for (int i = 0; i < ConvolutionsPerBlock; i++)
                x = x.Conv2D(filters, Kernel, useBias: false, init: WeightInit.HeUniform).BatchNorm().Relu();
            int height = Math.Min(2, x.Shape[0]), width = Math.Min(2, x.Shape[1]);
            if (height > 1 || width > 1)
                x = x.MaxPool2D(height, width);
            if (ChannelDropout > 0)
                x = x.SpatialDropout(ChannelDropout);
        }
        x = x.Flatten().Drop(Dropout);
        foreach (int units in Dense)
            x = x.Dense(units, init: WeightInit.HeUniform).Relu().Drop(Dropout);
        return x.Classify(task, classes);
    }

    internal override RowAugmenter? AugmentRows(Shape shape)
    {
        if (ImageAugmentation is null)
            return null;
        var augmenter = new ImageAugmenter(ImageAugmentation, shape[0], shape[1], shape.Rank > 2 ? shape[2] : 1);
        return (row, variant, seed) => augmenter.Augment(row, variant, seed, 0);
    }
}
