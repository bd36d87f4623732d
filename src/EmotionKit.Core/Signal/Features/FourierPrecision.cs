namespace EmotionKit.Signal;

/// <summary>The precision of window and Fourier transform; results are 32-bit floats either way.</summary>
public enum FourierPrecision
{
    /// <summary>
    /// What suits the feature: <see cref="Double"/> where the noise of single precision would show (descriptors, logarithms that are not
    /// limited to 80 dB or less of the clip's power, liftered cepstra, roots of magnitudes); else <see cref="Single"/>.
    /// </summary>
    Auto,

    /// <summary>32 bits: noise some 140 dB below the frame's strongest bins.</summary>
    Single,

    /// <summary>64 bits, as librosa; about half the speed.</summary>
    Double,
}
