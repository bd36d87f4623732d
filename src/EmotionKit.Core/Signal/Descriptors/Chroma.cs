using System.Collections.Concurrent;
using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal.Descriptors;

/// <summary>
/// From power spectra to pitch classes: Gaussian bumps around every octave of a class, weighted towards the middle octaves (D. Ellis,
/// Chroma feature analysis and synthesis, 2007), each frame divided by its largest value. Equals <c>librosa.feature.chroma_stft</c>.
/// </summary>
internal sealed unsafe class Chroma(int classes, FramePlan plan)
{
    private const double CentreOctave = 5;
    private const double OctaveWidth = 2;

    // One table per tuning; an estimated tuning is one of a hundred.
    private readonly ConcurrentDictionary<double, float[]> _tables = new();

    /// <summary>Writes one row per class.</summary>
    public void Apply<V>(float* power, double tuning, int lanes, float* rows)
        where V : unmanaged, ISimd<V, float>
    {
        float[] table = _tables.TryGetValue(tuning, out float[]? known) ? known : Remember(tuning);
        fixed (float* start = table)
        {
            for (int c = 0; c < classes; c++)
            {
                float* weights = start + (nint)c * plan.Bins;
                for (int q = 0; q < lanes; q += V.Count)
                {
                    V sum = V.Broadcast(0);
                    for (int k = 0; k < plan.Bins; k++)
                        sum = V.MultiplyAdd(V.Broadcast(weights[k]), V.Load(power + (nint)k * lanes + q), sum);
                    V.Store(sum, rows + c * lanes + q);
                }
            }
        }
        for (int lane = 0; lane < lanes; lane++)
            Normalize(rows + lane, lanes);
    }

    private void Normalize(float* column, int lanes)
    {
        float largest = 0;
        for (int c = 0; c < classes; c++)
            largest = MathF.Max(largest, column[c * lanes]);
        // Below the smallest normal number librosa leaves a frame as it is.
        if (largest < 1.17549435e-38f)
            return;
        for (int c = 0; c < classes; c++)
            column[c * lanes] /= largest;
    }

    private float[] Remember(double tuning)
    {
        float[] table = Table(tuning);
        // Tunings that callers choose freely must not fill the memory.
        if (_tables.Count < 256)
            _tables.TryAdd(tuning, table);
        return table;
    }

    private float[] Table(double tuning)
    {
        int size = plan.NFft;
        var position = new double[size];
        for (int k = 1; k < size; k++)
            position[k] = classes * Octaves((double)plan.SampleRate * k / size, tuning);
        // 0 Hz lies nowhere; librosa puts it 1.5 octaves below bin 1, where it is spread over all classes.
        position[0] = size > 1 ? position[1] - 1.5 * classes : 0;
        var table = new float[classes * plan.Bins];
        var column = new double[classes];
        for (int k = 0; k < plan.Bins; k++)
        {
            double width = k < size - 1 ? Math.Max(position[k + 1] - position[k], 1) : 1;
            Column(position[k], width, column);
            for (int c = 0; c < classes; c++)
                table[c * plan.Bins + k] = (float)column[c];
        }
        return table;
    }

    private void Column(double position, double width, double[] column)
    {
        double half = Math.Round(classes / 2.0, MidpointRounding.ToEven), squares = 0;
        // Class 0 is A in positions, C in the result.
        int shift = 3 * (classes / 12);
        var bumps = new double[classes];
        for (int c = 0; c < classes; c++)
        {
            double distance = position - c + half + 10 * classes;
            distance -= classes * Math.Floor(distance / classes) + half;
            bumps[c] = Math.Exp(-0.5 * Math.Pow(2 * distance / width, 2));
            squares += bumps[c] * bumps[c];
        }
        double octave = (position / classes - CentreOctave) / OctaveWidth;
        double norm = Math.Sqrt(squares);
        double scale = Math.Exp(-0.5 * octave * octave) / (norm < 2.2250738585072014e-308 ? 1 : norm);
        for (int c = 0; c < classes; c++)
            column[c] = scale * bumps[(c + shift) % classes];
    }

    // Octaves above A0, which is 440 Hz / 16 at tuning 0.
    private double Octaves(double hertz, double tuning) => Math.Log2(hertz / (440 * Math.Pow(2, tuning / classes) / 16));
}
