namespace EmotionKit.Neural;

/// <summary>The learning rate over time, as factors of <see cref="NetworkTrainingOptions.LearningRate"/>.</summary>
public sealed record LearningRateSchedule
{
    /// <summary>Default <see cref="ScheduleKind.Cosine"/>.</summary>
    public ScheduleKind Kind { get; init; } = ScheduleKind.Cosine;

    /// <summary>Epochs over which the rate first rises, step by step, in a straight line from 0; parts of an epoch are allowed. At least 0.
    /// Default 0.</summary>
    public double WarmupEpochs { get; init; }

    /// <summary>The smallest factor, 0 to 1. Default 0.01.</summary>
    public double MinimumFactor { get; init; } = 0.01;

    /// <summary>Epochs between steps of <see cref="ScheduleKind.Step"/>, at least 1. Default 10.</summary>
    public int StepEpochs { get; init; } = 10;

    /// <summary>What a step multiplies the rate by, for <see cref="ScheduleKind.Step"/> and <see cref="ScheduleKind.Plateau"/>, above 0 and at
    /// most 1. Default 0.5.</summary>
    public double Factor { get; init; } = 0.5;

    /// <summary>Epochs without improvement before <see cref="ScheduleKind.Plateau"/> steps, at least 1. Default 5.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.Defined(Kind);
        Check.InRange(WarmupEpochs, 0, 1e6);
        Check.InRange(MinimumFactor, 0, 1);
        Check.AtLeast(StepEpochs, 1);
        Check.InRange(Factor, 1e-9, 1);
        Check.AtLeast(Patience, 1);
    }

    /// <param name="step">From 0.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    /// <param name="epochs">All epochs.</param>
    /// <param name="plateaus">How often what is monitored has stalled.</param>
    internal double FactorAt(long step, int stepsPerEpoch, int epochs, int plateaus)
    {
        double warmup = WarmupEpochs * stepsPerEpoch;
        if (step < warmup)
            return (step + 1) / (warmup + 1);
        double total = (double)stepsPerEpoch * epochs;
        return Kind switch
        {
            ScheduleKind.Cosine => MinimumFactor + (1 - MinimumFactor) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, (step - warmup) / Math.Max(1, total - 1 - warmup)))),
            ScheduleKind.Step => Math.Max(MinimumFactor, Math.Pow(Factor, step / stepsPerEpoch / StepEpochs)),
            ScheduleKind.Plateau => Math.Max(MinimumFactor, Math.Pow(Factor, plateaus)),
            _ => 1,
        };
    }
}
