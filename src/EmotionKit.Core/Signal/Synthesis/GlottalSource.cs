namespace EmotionKit.Signal;

/// <summary>The voice at the larynx: Rosenberg pulses (1971), u^2 (1 - u) while open, as their derivative, whose periods vary in length
/// (jitter) and height (shimmer), softened by a one-pole low-pass (spectral tilt).</summary>
internal struct GlottalSource(double openQuotient, double tilt, double roughness, double sampleRate)
{
    /// <summary>Steps per sample; their mean keeps the jump at closure from folding back.</summary>
    private const int Oversampling = 4;

    private const double Jitter = 0.006;
    private const double Shimmer = 0.03;

    /// <summary>Low-pass with a loss of the tilt, in dB, at 3 kHz.</summary>
    private readonly double _smoothing =
        1 - Math.Exp(-2 * Math.PI * 3000 / Math.Sqrt(Math.Pow(10, tilt / 10) - 1) / sampleRate);

    private double _position;
    private double _stretch = 1;
    private double _height = 1;
    private double _low;

    /// <summary>Whether the folds are open, which lets breath through.</summary>
    public readonly bool IsOpen => _position < openQuotient;

    public double Next(double pitch, ref DeterministicRandom random)
    {
        double sum = 0;
        for (int i = 0; i < Oversampling; i++)
        {
            _position += pitch * _stretch / (Oversampling * sampleRate);
            if (_position >= 1)
            {
                _position -= 1;
                _stretch = Math.Clamp(1 + Jitter * roughness * random.NextGaussian(), 0.7, 1.4);
                _height = Math.Clamp(1 + Shimmer * roughness * random.NextGaussian(), 0.3, 1.7);
            }
            double u = _position / openQuotient;
            sum += u < 1 ? u * (2 - 3 * u) : 0;
        }
        _low += _smoothing * (sum * _height / Oversampling - _low);
        return _low;
    }
}
