using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>
/// Options of <c>CnnLstm</c>: padding masked, blocks of two-dimensional convolution over time and coefficients, batch normalisation, ReLU and
/// pooling, then LSTM over time, dropout, softmax.
/// </summary>
public sealed record CnnLstmOptions : NeuralTrainerOptions
{
    /// <summary>Filters of each convolution block, 1 to 8 blocks. Default 32, 64.</summary>
    public IReadOnlyList<int> Filters { get; init; } = [32, 64];

    /// <summary>Frames and coefficients of each kernel, at least 1. Default 3.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>Frames that each block's max pooling joins, at least 1. Default 2.</summary>
    public int PoolTime { get; init; } = 2;

    /// <summary>Coefficients that each block's max pooling joins, at least 1. Default 2.</summary>
    public int PoolCoefficients { get; init; } = 2;

    /// <summary>Dropout of whole channels after each block, 0 to below 1. Default 0.1.</summary>
    public double ChannelDropout { get; init; } = 0.1;

    /// <summary>Units of each LSTM layer, 1 to 8 layers. Default 64.</summary>
    public IReadOnlyList<int> Units { get; init; } = [64];

    /// <summary>Whether each LSTM layer reads in both directions. Default true.</summary>
    public bool Bidirectional { get; init; } = true;

    /// <summary>How the last LSTM layer's frames become one vector. Default <see cref="SequenceSummary.Attention"/>.</summary>
    public SequenceSummary Summary { get; init; } = SequenceSummary.Attention;

    /// <summary>Dropout after each LSTM and dense layer, 0 to below 1. Default 0.3.</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>Units of dense layers with ReLU before the last, up to 8. Default none.</summary>
    public IReadOnlyList<int> Dense { get; init; } = [];

    /// <inheritdoc/>
    public override NetworkTrainingOptions Training { get; init; } = new()
    {
        ValidationFraction = 0.1,
        Patience = 10,
        Augmentation = new FeatureAugmentation { TimeMasks = 2, FrequencyMasks = 2 },
    };

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        LayerSizes.Check(Filters, 1, nameof(Filters));
        LayerSizes.Check(Units, 1, nameof(Units));
        LayerSizes.Check(Dense, 0, nameof(Dense));
        Check.InRange(Kernel, 1, 1024);
        Check.InRange(PoolTime, 1, 1024);
        Check.InRange(PoolCoefficients, 1, 1024);
        Check.InRange(ChannelDropout, 0, 0.999999);
        Check.Defined(Summary);
        Check.InRange(Dropout, 0, 0.999999);
    }

    internal override NetworkDefinition Define(FeatureShape features, ClassificationTask task, int classes)
    {
        NetworkNode x = features.ImagesOverTime();
        foreach (int filters in Filters)
        {
            x = x.Conv2D(filters, Kernel, useBias: false, init: WeightInit.HeUniform).BatchNorm().Relu();
            // A few coefficients are pooled until one is left.
            int joined = Math.Min(PoolCoefficients, x.Shape[1]);
            if (PoolTime > 1 || joined > 1)
                x = x.MaxPool2D(PoolTime, joined);
            if (ChannelDropout > 0)
                x = x.SpatialDropout(ChannelDropout);
        }
        x = x.Reshape(Shape.Variable, checked(x.Shape[1] * x.Shape[2]));
        for (int i = 0; i < Units.Count; i++)
            x = x.Lstm(Units[i], returnSequences: i + 1 < Units.Count || Summary != SequenceSummary.LastState, bidirectional: Bidirectional).Drop(Dropout);
        x = x.Summarize(Summary);
        foreach (int units in Dense)
            x = x.Dense(units).Relu().Drop(Dropout);
        return x.Classify(task, classes);
    }
}
