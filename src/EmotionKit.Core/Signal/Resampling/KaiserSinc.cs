namespace EmotionKit.Signal;

/// <summary>A low-pass as a continuous impulse response: sinc times a Kaiser window, in units of input samples.</summary>
/// <remarks>J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974: attenuation, transition
/// width and length are tied by two empirical formulas.</remarks>
internal sealed class KaiserSinc
{
    /// <summary>Kaiser's formula is empirical; designing this much deeper keeps the promise at every rate pair.</summary>
    private const double DesignMargin = 3;

    private readonly double _cutoff;
    private readonly double _beta;
    private readonly double _scale;

    /// <param name="options">Checked by the caller.</param>
    /// <param name="lowerNyquist">The lower of the two Nyquist frequencies over the input's: 1 when going up.</param>
    public KaiserSinc(ResamplerOptions options, double lowerNyquist)
    {
        double attenuation = options.StopBandDecibels + DesignMargin;
        double transition = Math.PI * (options.StopBand - options.PassBand) * lowerNyquist;
        HalfWidth = 0.5 * (attenuation - 7.95) / (2.285 * transition);
        _cutoff = 0.5 * (options.StopBand + options.PassBand) * lowerNyquist;
        _beta = attenuation > 50
            ? 0.1102 * (attenuation - 8.7)
            : attenuation >= 21 ? 0.5842 * Math.Pow(attenuation - 21, 0.4) + 0.07886 * (attenuation - 21) : 0;
        _scale = _cutoff / BesselI0(_beta);
    }

    /// <summary>The response is zero from this many input samples on.</summary>
    public double HalfWidth { get; }

    /// <summary>The response at <paramref name="time"/> input samples from its middle; its sum over a grid of spacing 1 is about 1.</summary>
    public double At(double time)
    {
        double position = time / HalfWidth;
        double inside = 1 - position * position;
        if (inside <= 0)
            return 0;
        double angle = Math.PI * _cutoff * time;
        double sinc = Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle;
        return _scale * sinc * BesselI0(_beta * Math.Sqrt(inside));
    }

    /// <summary>Modified Bessel function of the first kind, order 0, by its power series (all terms positive: no cancellation).</summary>
    internal static double BesselI0(double x)
    {
        double quarter = 0.25 * x * x;
        double sum = 1, term = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }
        return sum;
    }
}
