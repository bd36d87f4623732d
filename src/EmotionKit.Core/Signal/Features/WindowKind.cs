namespace EmotionKit.Signal;

/// <summary>Window functions, with the definitions of <c>scipy.signal.get_window</c> unless said.</summary>
public enum WindowKind
{
    /// <summary><c>0.5 - 0.5 cos</c>.</summary>
    Hann,

    /// <summary><c>0.54 - 0.46 cos</c>.</summary>
    Hamming,

    /// <summary>Three cosine terms: 0.42, 0.5, 0.08.</summary>
    Blackman,

    /// <summary>Four cosine terms, minimum 92 dB side lobes.</summary>
    BlackmanHarris,

    /// <summary>Four cosine terms after Nuttall.</summary>
    Nuttall,

    /// <summary>Five cosine terms: amplitudes of sines between bins stay true.</summary>
    FlatTop,

    /// <summary>A triangle that touches 0 at its ends.</summary>
    Bartlett,

    /// <summary>A triangle that does not touch 0 (scipy's <c>triang</c>).</summary>
    Triangular,

    /// <summary>scipy's name of <see cref="Triangular"/>.</summary>
    Triang = Triangular,

    /// <summary>Modified Bartlett-Hann.</summary>
    BartHann,

    /// <summary>Bohman's window.</summary>
    Bohman,

    /// <summary>Parzen's (de la Vallée Poussin) window: piecewise cubic.</summary>
    Parzen,

    /// <summary>Half a period of a sine.</summary>
    Cosine,

    /// <summary>The main lobe of a sinc.</summary>
    Lanczos,

    /// <summary>A tapered cosine; the parameter is the tapered fraction, 0.5 unless set.</summary>
    Tukey,

    /// <summary>Kaiser's window; the parameter is beta and must be set.</summary>
    Kaiser,

    /// <summary>A Gaussian; the parameter is the standard deviation in samples and must be set.</summary>
    Gaussian,

    /// <summary>Kaldi's default: the Hann window to the power 0.85.</summary>
    Povey,

    /// <summary>All ones.</summary>
    Rectangular,

    /// <summary>scipy's name of <see cref="Rectangular"/>.</summary>
    Boxcar = Rectangular,
}
