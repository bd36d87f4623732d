namespace EmotionKit.Neural;

/// <summary>
/// Changes training rows at random, anew in each epoch: masks of time and frequency (SpecAugment, Park et al. 2019), noise, shift, speed and pitch.
/// Rows are (time, coefficients) or (time, width, channels); of a plain vector only noise applies.
/// Padding at a row's end stays as it is: zeros, or what the masking of the network's input takes for padding.
/// </summary>
public sealed record FeatureAugmentation
{
    /// <summary>Number of masks over time, 0 to 100. Default 0.</summary>
    public int TimeMasks { get; init; }

    /// <summary>The most frames of a mask, at least 0; each mask has from 0 to that many. Default 20.</summary>
    public int TimeMaskFrames { get; init; } = 20;

    /// <summary>Number of masks over coefficients, 0 to 100. Default 0.</summary>
    public int FrequencyMasks { get; init; }

    /// <summary>The most coefficients of a mask, at least 0; each mask has from 0 to that many. Default 6.</summary>
    public int FrequencyMaskBins { get; init; } = 6;

    /// <summary>What masks write, finite; the mean of standardised features. Default 0.</summary>
    public float MaskValue { get; init; }

    /// <summary>Largest standard deviation of normal noise, at least 0; each row draws one between 0 and that. Default 0.</summary>
    public double Noise { get; init; }

    /// <summary>The most frames by which a row is moved to either side, at least 0. Default 0.</summary>
    public int ShiftFrames { get; init; }

    /// <summary>Whether frames that are moved out come in again at the other end; else padding does. Default false.</summary>
    public bool Roll { get; init; }

    /// <summary>Largest relative change of speed, 0 to 0.9: 0.1 plays a row at 0.9 to 1.1 of its speed, frames interpolated linearly. Rows of
    /// fixed length are cut or padded. Default 0.</summary>
    public double Speed { get; init; }

    /// <summary>The most coefficients by which frames are moved up or down, fractions interpolated, at least 0: of mel bands about what another length of
    /// vocal tract does (Jaitly and Hinton 2013). Default 0.</summary>
    public double BinShift { get; init; }

    /// <summary>How many coefficients, from the first, <see cref="BinShift"/> moves; 0, the default, for all.</summary>
    public int ShiftedBins { get; init; }

    /// <summary>The share of rows that are changed at all, 0 to 1. Default 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(TimeMasks, 0, 100);
        Check.AtLeast(TimeMaskFrames, 0);
        Check.InRange(FrequencyMasks, 0, 100);
        Check.AtLeast(FrequencyMaskBins, 0);
        Check.Finite(MaskValue);
        Check.InRange(Noise, 0, 1e6);
        Check.AtLeast(ShiftFrames, 0);
        Check.InRange(Speed, 0, 0.9);
        Check.InRange(BinShift, 0, 1e6);
        Check.AtLeast(ShiftedBins, 0);
        Check.InRange(Probability, 0, 1);
    }
}
