using EmotionKit.Signal;

namespace EmotionKit.Trainers.Neural;

/// <summary>Changes of training clips, drawn anew for every clip in every epoch.</summary>
public sealed record WaveformAugmentation
{
    /// <summary>The column with the samples, as <c>LoadAudio</c> makes it. Default "Audio".</summary>
    public string AudioColumnName { get; init; } = "Audio";

    /// <summary>Which changes, how often, how far.</summary>
    public AugmentOptions Changes { get; init; } = new();

    /// <summary>The share of the clips of an epoch that are changed, above 0 to 1; the others keep their features. Default 0.5: half the work,
    /// and the network sees the clips as they are too.</summary>
    public double Probability { get; init; } = 0.5;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a number is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.NotEmpty(AudioColumnName);
        ArgumentNullException.ThrowIfNull(Changes);
        Changes.Validate();
        Check.InRange(Check.Positive(Probability), 0, 1);
    }
}
