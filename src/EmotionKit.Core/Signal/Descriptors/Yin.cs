using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal.Descriptors;

/// <summary>
/// Fundamental frequency by YIN (A. de Cheveigné and H. Kawahara, YIN, a fundamental frequency estimator for speech and music, 2002),
/// with the steps, thresholds and roundings of <c>librosa.yin</c>: windows of half a frame, no octave cost, no best local estimate.
/// </summary>
internal sealed unsafe class Yin
{
    // librosa takes smaller energies and correlations for rounding errors.
    private const double Negligible = 1e-6;

    private readonly FramePlan _plan;
    private readonly double _threshold;
    private readonly int _window;
    private readonly int _minPeriod;
    private readonly int _maxPeriod;

    public Yin(DescriptorOptions options, FramePlan plan)
    {
        double nyquist = plan.SampleRate / 2.0;
        if (options.F0Max > nyquist)
            throw new ArgumentOutOfRangeException(nameof(options), $"F0Max: expected at most half the sample rate ({nyquist} Hz), got {options.F0Max} Hz.");
        _plan = plan;
        _threshold = options.F0Threshold;
        _window = plan.FrameLength / 2;
        _minPeriod = (int)Math.Floor(plan.SampleRate / options.F0Max);
        _maxPeriod = (int)Math.Min(Math.Ceiling(plan.SampleRate / options.F0Min), plan.FrameLength - _window - 1);
        if (_maxPeriod - _minPeriod < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"F0Min: expected periods of at least {_minPeriod + 3} samples in frames of {plan.FrameLength}, "
                + $"got at most {_maxPeriod}. Raise NFft, lower F0Min or raise F0Max, or leave F0 out of Which.");
        }
    }

    /// <summary>Values of scratch that <see cref="Apply"/> needs.</summary>
    public int ScratchLength => WideLength + 3 * LagRoom;

    // Correlations are computed for a whole number of blocks of lags; what they read beyond the frame is 0.
    private int LagRoom => (_maxPeriod + Correlation.Block) / Correlation.Block * Correlation.Block;

    private int WideLength => Math.Max(_plan.FrameLength, 1 + _window + LagRoom);

    /// <summary>Measures all frames, in Hz; <paramref name="frame"/> is scratch of a frame's length.</summary>
    public void Apply(ReadOnlySpan<float> samples, Span<float> frame, double* scratch, Span<float> values, SimdWidth limit)
    {
        double* wide = scratch;
        double* correlations = wide + WideLength;
        var difference = new Span<double>(correlations + LagRoom, _maxPeriod + 1);
        var normalized = new Span<double>(correlations + 2 * LagRoom, _maxPeriod - _minPeriod + 1);
        new Span<double>(wide, WideLength).Clear();
        for (int t = 0; t < values.Length; t++)
        {
            Padding.Copy(samples, (long)t * _plan.Hop - _plan.Padding, _plan.PadMode, frame);
            for (int i = 0; i < frame.Length; i++)
                wide[i] = frame[i];
            Correlation.Compute(wide + 1, _window, correlations, LagRoom, limit);
            Difference(frame, correlations, difference);
            Normalize(difference, normalized);
            values[t] = (float)(_plan.SampleRate / (_minPeriod + Period(normalized)));
        }
    }

    // d(tau) = sum of (x[j] - x[j + tau])^2 for j from 1 to the window's length.
    private void Difference(ReadOnlySpan<float> frame, double* correlations, Span<double> difference)
    {
        // numpy sums the squares in single precision, one after another.
        float before = frame[0] * frame[0], upTo = 0, first = 0;
        for (int i = 0; i <= _window; i++)
            upTo += frame[i] * frame[i];
        for (int tau = 0; tau <= _maxPeriod; tau++)
        {
            if (tau > 0)
            {
                before += frame[tau] * frame[tau];
                upTo += frame[_window + tau] * frame[_window + tau];
            }
            float energy = upTo - before;
            if (MathF.Abs(energy) < Negligible)
                energy = 0;
            if (tau == 0)
                first = energy;
            double correlation = correlations[tau];
            difference[tau] = (double)(first + energy) - 2 * (Math.Abs(correlation) < Negligible ? 0 : correlation);
        }
    }

    // Equation 8 of the paper: divided by the mean over all shorter periods.
    private void Normalize(ReadOnlySpan<double> difference, Span<double> normalized)
    {
        const double Tiny = 2.2250738585072014e-308;
        double sum = 0;
        for (int tau = 1; tau <= _maxPeriod; tau++)
        {
            sum += difference[tau];
            if (tau >= _minPeriod)
                normalized[tau - _minPeriod] = difference[tau] / (sum / tau + Tiny);
        }
    }

    // The first minimum below the threshold, else the smallest value; refined by a parabola through its neighbours.
    private double Period(ReadOnlySpan<double> d)
    {
        int best = -1, smallest = 0;
        for (int i = 0; i < d.Length; i++)
        {
            if (d[i] < d[smallest])
                smallest = i;
            bool trough = i == 0 ? d[0] < d[1] : d[i] < d[i - 1] && (i == d.Length - 1 || d[i] <= d[i + 1]);
            if (trough && d[i] < _threshold)
            {
                best = i;
                break;
            }
        }
        int at = best >= 0 ? best : smallest;
        if (at == 0 || at == d.Length - 1)
            return at;
        double curvature = d[at + 1] + d[at - 1] - 2 * d[at], slope = (d[at + 1] - d[at - 1]) / 2;
        return at + (Math.Abs(slope) >= Math.Abs(curvature) ? 0 : -slope / curvature);
    }
}
