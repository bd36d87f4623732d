namespace EmotionKit.Signal;

/// <summary>The filters of one rate pair, one per phase: either every phase that occurs, or, where those are too many, a dense
/// grid of phases between which the output is interpolated.</summary>
internal sealed class FilterBank
{
    /// <summary>Exact phases are used up to this many coefficients (1 MiB).</summary>
    private const int MaxExactCoefficients = 1 << 18;

    /// <summary>How far the error of interpolating between phases stays below the stop-band.</summary>
    private const double InterpolationMargin = 20;

    private readonly float[] _coefficients;

    /// <param name="options">Checked by the caller.</param>
    /// <param name="up">Output rate over the common divisor.</param>
    /// <param name="down">Input rate over the common divisor.</param>
    public FilterBank(ResamplerOptions options, int up, int down)
    {
        double lowerNyquist = Math.Min(1, (double)up / down);
        var prototype = new KaiserSinc(options, lowerNyquist);
        int half = (int)Math.Ceiling(prototype.HalfWidth);
        Taps = (2 * half + DotKernel.Lanes - 1) / DotKernel.Lanes * DotKernel.Lanes;
        Lead = half - 1;

        // Interpolating linearly over 1/P of a sample errs by (w/P)^2 / 8 of the amplitude at angular frequency w.
        double error = Math.Pow(10, -(options.StopBandDecibels + InterpolationMargin) / 20);
        int grid = (int)Math.Ceiling(Math.PI * options.StopBand * lowerNyquist / Math.Sqrt(8 * error));
        IsInterpolated = up > grid && (long)up * Taps > MaxExactCoefficients;
        Phases = IsInterpolated ? grid : up;
        int rows = IsInterpolated ? grid + 1 : up;
        _coefficients = new float[(long)rows * Taps];

        // The gain at DC, averaged over all phases, is made exactly 1.
        double sum = 0;
        double[] values = new double[_coefficients.Length];
        for (int phase = 0; phase < rows; phase++)
        {
            for (int k = 0; k < 2 * half; k++)
            {
                double value = prototype.At(k - Lead - (double)phase / Phases);
                values[phase * Taps + k] = value;
                sum += value;
            }
        }
        double gain = rows / sum;
        for (int i = 0; i < values.Length; i++)
            _coefficients[i] = (float)(values[i] * gain);
    }

    /// <summary>Coefficients per phase, a multiple of <see cref="DotKernel.Lanes"/>.</summary>
    public int Taps { get; }

    /// <summary>Input samples before the one at or before an output's time that its filter begins with.</summary>
    public int Lead { get; }

    /// <summary>Steps that one input sample is divided into.</summary>
    public int Phases { get; }

    /// <summary>Whether the phases are a grid to interpolate in (there is one more row, for the phase 1).</summary>
    public bool IsInterpolated { get; }

    public ReadOnlySpan<float> Phase(int phase) => _coefficients.AsSpan(phase * Taps, Taps);
}
