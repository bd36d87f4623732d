using EmotionKit.Linear;
using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>
/// Options of <c>CnnLstm</c>: padding masked, derivatives over time appended, blocks of two-dimensional convolution over time and coefficients with stride, batch
/// normalisation and ReLU, then LSTM over time, summarised; beside it a layer on the mean, deviation and quantiles over time of each coefficient and
/// derivative; dropout, softmax.
/// </summary>
/// <remarks>Derivatives as channels are those of Chen et al. 2018 (<see cref="DeltaLayer"/>). The second branch is what classical speech emotion recognition reads (Schuller et
/// al. 2009): it learns from few speakers what convolutions do not.</remarks>
public sealed record CnnLstmOptions : NeuralTrainerOptions
{
    /// <summary>Derivatives over time that convolutions and statistics read beside the coefficients (<see cref="DeltaLayer"/>), 0 to 8. Default 2.</summary>
    public int Deltas { get; init; } = 2;

    /// <summary>Frames that a derivative is estimated from: odd, at least 3, above <see cref="Deltas"/>. Default 9.</summary>
    public int DeltaWidth { get; init; } = 9;

    /// <summary>Filters of each convolution block, 1 to 8 blocks. Default 16, 32, 48.</summary>
    public IReadOnlyList<int> Filters { get; init; } = [16, 32, 48];

    /// <summary>Frames and coefficients of the first block's kernel, at least 1. Default 5.</summary>
    public int FirstKernel { get; init; } = 5;

    /// <summary>Frames and coefficients of each further kernel, at least 1. Default 3.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>How many blocks, from the first, halve the frames; 0 to 8. Default 2.</summary>
    public int TimeHalvings { get; init; } = 2;

    /// <summary>How many blocks, from the first, halve the coefficients; 0 to 8. Default 3.</summary>
    public int CoefficientHalvings { get; init; } = 3;

    /// <summary>Dropout of whole channels after each block, 0 to below 1. Default 0.</summary>
    public double ChannelDropout { get; init; }

    /// <summary>Units of a dense layer with ReLU on each frame between convolutions and LSTM; 0 for none. Default 64.</summary>
    public int Projection { get; init; } = 64;

    /// <summary>Units of each LSTM layer, 1 to 8 layers. Default 48.</summary>
    public IReadOnlyList<int> Units { get; init; } = [48];

    /// <summary>Whether each LSTM layer reads in both directions. Default true.</summary>
    public bool Bidirectional { get; init; } = true;

    /// <summary>How the last LSTM layer's frames become one vector. Default <see cref="SequenceSummary.Joined"/>.</summary>
    public SequenceSummary Summary { get; init; } = SequenceSummary.Joined;

    /// <summary>Units of the layer on the statistics; 0 for no such branch. Default 64.</summary>
    public int StatisticsUnits { get; init; } = 64;

    /// <summary>Quantiles over time that are among the statistics, beside mean and deviation, each 0 to 1, up to 64. Default 0, 0.1, 0.5, 0.9, 1.</summary>
    public IReadOnlyList<double> StatisticsQuantiles { get; init; } = [0, 0.1, 0.5, 0.9, 1];

    /// <summary>Dropout of the statistics, 0 to below 1. Default 0.4.</summary>
    public double StatisticsDropout { get; init; } = 0.4;

    /// <summary>Dropout before and after the LSTM layers and after each dense layer, 0 to below 1. Default 0.3.</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>Units of dense layers with ReLU before the last, up to 8. Default none.</summary>
    public IReadOnlyList<int> Dense { get; init; } = [];

    /// <inheritdoc/>
    public override NetworkTrainingOptions Training { get; init; } = new()
    {
        Epochs = 40,
        BatchSize = 16,
        LearningRate = 0.003,
        Schedule = new LearningRateSchedule { WarmupEpochs = 3 },
        Optimizer = OptimizerKind.AdamW,
        WeightDecay = 0.05,
        LabelSmoothing = 0.05,
        Mixup = 0.2,
        ClassWeights = ClassWeighting.Balanced,
        Augmentation = new FeatureAugmentation { TimeMasks = 2, TimeMaskFrames = 10, FrequencyMasks = 2, FrequencyMaskBins = 8, Speed = 0.1 },
    };

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Check.InRange(Deltas, 0, 8);
        new DeltaLayer { Order = Math.Max(1, Deltas), Width = DeltaWidth }.Validate();
        LayerSizes.Check(Filters, 1, nameof(Filters));
        LayerSizes.Check(Units, 1, nameof(Units));
        LayerSizes.Check(Dense, 0, nameof(Dense));
        Check.InRange(FirstKernel, 1, 1024);
        Check.InRange(Kernel, 1, 1024);
        Check.InRange(TimeHalvings, 0, 8);
        Check.InRange(CoefficientHalvings, 0, 8);
        Check.InRange(ChannelDropout, 0, 0.999999);
        Check.InRange(Projection, 0, Shape.MaxSize);
        Check.Defined(Summary);
        Check.InRange(StatisticsUnits, 0, Shape.MaxSize);
        ArgumentNullException.ThrowIfNull(StatisticsQuantiles);
        if (StatisticsQuantiles.Count > 0)
            new QuantilePoolingLayer { Quantiles = StatisticsQuantiles }.Validate();
        Check.InRange(StatisticsDropout, 0, 0.999999);
        Check.InRange(Dropout, 0, 0.999999);
    }

    internal override NetworkDefinition Define(FeatureShape features, ClassificationTask task, int classes)
    {
        NetworkNode input = features.ImagesOverTime();
        if (Deltas > 0)
            input = input.Deltas(Deltas, DeltaWidth);
        NetworkNode x = Convolve(input);
        if (Projection > 0)
            x = x.Dense(Projection, init: WeightInit.HeUniform).Relu();
        x = x.Drop(Dropout);
        for (int i = 0; i < Units.Count; i++)
        {
            if (i > 0)
                x = x.Drop(Dropout);
            x = x.Lstm(Units[i], returnSequences: i + 1 < Units.Count || Summary != SequenceSummary.LastState, bidirectional: Bidirectional);
        }
        x = x.Summarize(Summary);
        if (StatisticsUnits > 0)
            x = x.Concatenate(Statistics(input.Reshape(Shape.Variable, checked(input.Shape[1] * input.Shape[2]))));
        x = x.Drop(Dropout);
        foreach (int units in Dense)
            x = x.Dense(units, init: WeightInit.HeUniform).Relu().Drop(Dropout);
        return x.Classify(task, classes);
    }

    private NetworkNode Convolve(NetworkNode x)
    {
        for (int i = 0; i < Filters.Count; i++)
        {
            int kernel = i == 0 ? FirstKernel : Kernel;
            x = x.Then(new Conv2DLayer
            {
                Filters = Filters[i],
                KernelHeight = kernel,
                KernelWidth = kernel,
                StrideHeight = i < TimeHalvings ? 2 : 1,
                StrideWidth = i < CoefficientHalvings ? 2 : 1,
                UseBias = false,
                Init = WeightInit.HeUniform,
            }).BatchNorm().Relu();
            if (ChannelDropout > 0)
                x = x.SpatialDropout(ChannelDropout);
        }
        return x.Reshape(Shape.Variable, checked(x.Shape[1] * x.Shape[2]));
    }

    private NetworkNode Statistics(NetworkNode frames)
    {
        NetworkNode statistics = frames.GlobalPooling().Concatenate(frames.GlobalPooling(PoolKind.Deviation));
        if (StatisticsQuantiles.Count > 0)
            statistics = statistics.Concatenate(frames.QuantilePooling(StatisticsQuantiles));
        return statistics.BatchNorm().Drop(StatisticsDropout).Dense(StatisticsUnits, init: WeightInit.HeUniform).Relu();
    }
}
