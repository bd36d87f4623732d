namespace EmotionKit.Signal;

/// <summary>What <see cref="DescriptorExtractor"/> can measure in a frame; all as librosa does.</summary>
public enum DescriptorKind
{
    /// <summary>Root mean square (<c>librosa.feature.rms</c>).</summary>
    Rms,

    /// <summary>Fraction of samples at which the sign changes (<c>zero_crossing_rate</c>).</summary>
    Zcr,

    /// <summary>Mean frequency of the magnitude spectrum, Hz (<c>spectral_centroid</c>).</summary>
    Centroid,

    /// <summary>Spread of the magnitude spectrum around its centroid, Hz (<c>spectral_bandwidth</c>).</summary>
    Bandwidth,

    /// <summary>The frequency below which a given part of the magnitudes lies, Hz (<c>spectral_rolloff</c>).</summary>
    Rolloff,

    /// <summary>Geometric over arithmetic mean of the power spectrum, 0..1 (<c>spectral_flatness</c>).</summary>
    Flatness,

    /// <summary>Peaks over valleys in octave bands, dB; one coefficient per band and one below them (<c>spectral_contrast</c>).</summary>
    Contrast,

    /// <summary>Energy in each pitch class, the strongest being 1 (<c>chroma_stft</c>).</summary>
    Chroma,

    /// <summary>Fundamental frequency, Hz (<c>librosa.yin</c>); a number in every frame, voiced or not.</summary>
    F0,
}
