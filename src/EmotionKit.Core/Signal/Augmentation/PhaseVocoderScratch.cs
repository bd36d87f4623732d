using EmotionKit.Signal.ShortTime;

namespace EmotionKit.Signal;

/// <summary>What one call of a <see cref="PhaseVocoder"/> works in: two neighbouring spectra, the phases reached, and the result.</summary>
internal sealed class PhaseVocoderScratch(ShortTimeFourier fourier)
{
    public float[] Frame { get; } = new float[fourier.NFft];

    public float[] NowRe { get; private set; } = new float[fourier.Bins];

    public float[] NowIm { get; private set; } = new float[fourier.Bins];

    public float[] NextRe { get; private set; } = new float[fourier.Bins];

    public float[] NextIm { get; private set; } = new float[fourier.Bins];

    public float[] OutRe { get; } = new float[fourier.Bins];

    public float[] OutIm { get; } = new float[fourier.Bins];

    public double[] PhaseRe { get; } = new double[fourier.Bins];

    public double[] PhaseIm { get; } = new double[fourier.Bins];

    public void Swap()
    {
        (NowRe, NextRe) = (NextRe, NowRe);
        (NowIm, NextIm) = (NextIm, NowIm);
    }
}
