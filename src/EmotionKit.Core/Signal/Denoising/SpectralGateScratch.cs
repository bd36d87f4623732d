using EmotionKit.Signal.ShortTime;

namespace EmotionKit.Signal;

/// <summary>What one call of a <see cref="SpectralGate"/> works in: the spectra and masks of as many frames as the smoothing reaches over.</summary>
internal sealed class SpectralGateScratch(ShortTimeFourier fourier, int rows)
{
    private readonly float[] _re = new float[rows * fourier.Bins];
    private readonly float[] _im = new float[rows * fourier.Bins];
    private readonly float[] _masks = new float[rows * fourier.Bins];

    public ShortTimeFourier Fourier => fourier;

    public float[] Frame { get; } = new float[fourier.NFft];

    public float[] Gain { get; } = new float[fourier.Bins];

    public double[] Highest { get; } = new double[fourier.Bins];

    public double[] Threshold { get; } = new double[fourier.Bins];

    public double[] Squares { get; } = new double[fourier.Bins];

    public Span<float> Re(int frame) => Row(_re, frame);

    public Span<float> Im(int frame) => Row(_im, frame);

    public Span<float> Mask(int frame) => Row(_masks, frame);

    private Span<float> Row(float[] values, int frame) => values.AsSpan(frame % rows * fourier.Bins, fourier.Bins);
}
