namespace EmotionKit.Images;

/// <summary>Options of <c>ml.Transforms.AugmentImages</c>.</summary>
public sealed record AugmentImagesOptions
{
    /// <summary>Which changes, how often, how far.</summary>
    public ImageAugmentOptions Changes { get; init; } = new();

    /// <summary>Same seed, same variants: a row's is drawn from the seed and the row's id. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Whether only the data that a pipeline is fitted on is augmented. True, the default: images to score stay as they are. False:
    /// every image is changed, in a <c>PredictionEngine</c> too, for example to try how robust a model is.</summary>
    public bool TrainingOnly { get; init; } = true;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Changes);
        Changes.Validate();
    }
}
