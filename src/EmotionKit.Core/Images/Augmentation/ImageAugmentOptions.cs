namespace EmotionKit.Images;

/// <summary>What an <see cref="ImageAugmenter"/> may do to an image: how far each change may go, drawn uniformly, and how often those are made
/// that are not made always. A largest change or a probability of 0 turns a change off.</summary>
public sealed record ImageAugmentOptions
{
    /// <summary>Largest shift to either side, and up or down, as a part of the width and of the height, 0 to 1. Default 0.07: two pixels of 28.</summary>
    public double MaxShift { get; init; } = 0.07;

    /// <summary>Largest rotation either way in degrees, 0 to 180. Default 10.</summary>
    public double MaxRotation { get; init; } = 10;

    /// <summary>Smallest scale, above 0 to 10; below 1 the content shrinks. Default 0.9.</summary>
    public double MinScale { get; init; } = 0.9;

    /// <summary>Largest scale, <see cref="MinScale"/> to 10. Default 1.1.</summary>
    public double MaxScale { get; init; } = 1.1;

    /// <summary>Largest slant either way in degrees, 0 to 60: vertical lines lean by it. Default 10.</summary>
    public double MaxShear { get; init; } = 10;

    /// <summary>Probability of an elastic distortion (Simard, Steinkraus and Platt, 2003), 0 to 1. Default 0.5.</summary>
    public double ElasticProbability { get; init; } = 0.5;

    /// <summary>Strength of the elastic distortion: what the smoothed random field, -1 to 1 before it is smoothed, is multiplied by to give
    /// pixels; 0 to 10000. Default 34: with the default sigma, displacements have a standard deviation of 1.4 pixels.</summary>
    public double ElasticAlpha { get; init; } = 34;

    /// <summary>Standard deviation in pixels of the Gaussian that smooths the field, 0.1 to 100. Default 4.</summary>
    public double ElasticSigma { get; init; } = 4;

    /// <summary>Probability that a rectangle is painted over with <see cref="Background"/> (Zhong et al., 2017), 0 to 1. Default 0.</summary>
    public double EraseProbability { get; init; }

    /// <summary>Largest side of the rectangle as a part of the image's, above 0 to 1. Default 0.3.</summary>
    public double MaxErase { get; init; } = 0.3;

    /// <summary>Probability of added noise, 0 to 1. Default 0.</summary>
    public double NoiseProbability { get; init; }

    /// <summary>Largest standard deviation of the noise, as a part of the distance between the image's least and greatest value, 0 to 1; the
    /// result stays between the two. Default 0.1.</summary>
    public double MaxNoise { get; init; } = 0.1;

    /// <summary>What lies outside the image, in the image's values. Default 0: the black that MNIST's digits are written on.</summary>
    public double Background { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(MaxShift, 0.0, 1.0);
        Check.InRange(MaxRotation, 0.0, 180.0);
        Check.InRange(MinScale, 1e-3, 10.0);
        Check.InRange(MaxScale, MinScale, 10.0);
        Check.InRange(MaxShear, 0.0, 60.0);
        Check.InRange(ElasticProbability, 0.0, 1.0);
        Check.InRange(ElasticAlpha, 0.0, 10_000.0);
        Check.InRange(ElasticSigma, 0.1, 100.0);
        Check.InRange(EraseProbability, 0.0, 1.0);
        Check.InRange(MaxErase, 1e-3, 1.0);
        Check.InRange(NoiseProbability, 0.0, 1.0);
        Check.InRange(MaxNoise, 0.0, 1.0);
        Check.Finite((float)Background, nameof(Background));
    }
}
