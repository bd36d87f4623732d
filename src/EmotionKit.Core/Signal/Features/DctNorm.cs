namespace EmotionKit.Signal;

/// <summary>The scale of the discrete cosine transform.</summary>
public enum DctNorm
{
    /// <summary>Orthonormal, <c>norm="ortho"</c> of <c>scipy.fft.dct</c>.</summary>
    Ortho,

    /// <summary>None, <c>norm=None</c> of <c>scipy.fftpack.dct</c>: <c>y[k] = 2 sum x[n] cos(...)</c>.</summary>
    None,

    /// <summary><c>sqrt(2 / NMels)</c> for every coefficient, the zeroth too (HTK).</summary>
    Htk,
}
