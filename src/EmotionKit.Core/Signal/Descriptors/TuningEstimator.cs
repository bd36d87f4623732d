using System.Runtime.InteropServices;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal.Descriptors;

/// <summary>
/// How far a clip's pitches lie beside the classes, as <c>librosa.estimate_tuning</c>: spectral peaks by parabolic interpolation, those
/// above the median magnitude counted in steps of a hundredth of a class.
/// </summary>
internal sealed unsafe class TuningEstimator(int classes, FramePlan plan)
{
    private const double LowestHertz = 150, HighestHertz = 4000;
    private const float Threshold = 0.1f;
    private const int Steps = 100;

    private readonly List<(float Pitch, float Magnitude)> _peaks = [];
    private readonly List<float> _magnitudes = [];

    /// <summary>Begins a clip.</summary>
    public void Clear() => _peaks.Clear();

    /// <summary>Collects the peaks of a group's first <paramref name="count"/> lanes.</summary>
    public void Add(float* power, int lanes, int count)
    {
        for (int lane = 0; lane < count; lane++)
            AddFrame(power + lane, lanes);
    }

    /// <summary>From -0.5 to 0.49 classes; 0 where there was no peak.</summary>
    public double Estimate()
    {
        if (_peaks.Count == 0)
            return 0;
        _magnitudes.Clear();
        foreach ((_, float magnitude) in _peaks)
            _magnitudes.Add(magnitude);
        Span<float> magnitudes = CollectionsMarshal.AsSpan(_magnitudes);
        magnitudes.Sort();
        int middle = magnitudes.Length / 2;
        float median = magnitudes.Length % 2 == 1 ? magnitudes[middle] : (magnitudes[middle - 1] + magnitudes[middle]) / 2;
        Span<int> counts = stackalloc int[Steps];
        foreach ((float pitch, float magnitude) in _peaks)
        {
            if (magnitude >= median)
                counts[Step(pitch)]++;
        }
        int best = 0;
        for (int i = 1; i < Steps; i++)
        {
            if (counts[i] > counts[best])
                best = i;
        }
        return Edge(best);
    }

    private void AddFrame(float* column, int lanes)
    {
        float largest = 0;
        for (int k = 0; k < plan.Bins; k++)
            largest = MathF.Max(largest, column[(nint)k * lanes]);
        float threshold = Threshold * largest;
        double highest = Math.Min(HighestHertz, plan.SampleRate / 2.0);
        for (int k = 1; k < plan.Bins - 1; k++)
        {
            double hertz = (double)k * plan.SampleRate / plan.NFft;
            if (hertz < LowestHertz || hertz >= highest)
                continue;
            float below = column[(nint)(k - 1) * lanes], here = column[(nint)k * lanes], above = column[(nint)(k + 1) * lanes];
            if (!(here > threshold) || !(here > (below > threshold ? below : 0)) || !(here >= (above > threshold ? above : 0)))
                continue;
            float curvature = above + below - 2 * here, slope = (above - below) / 2;
            float shift = MathF.Abs(slope) >= MathF.Abs(curvature) ? 0 : -slope / curvature;
            float pitch = (float)((k + (double)shift) * plan.SampleRate / plan.NFft);
            if (pitch > 0)
                _peaks.Add((pitch, here + 0.5f * slope * shift));
        }
    }

    // The residual is in single precision, the edges in double, as in numpy.
    private int Step(float pitch)
    {
        float position = classes * MathF.Log2(pitch / 27.5f);
        float residual = position - MathF.Floor(position);
        if (residual >= 0.5f)
            residual -= 1;
        int step = Math.Clamp((int)((residual + 0.5) * Steps), 0, Steps - 1);
        while (step > 0 && residual < Edge(step))
            step--;
        while (step < Steps - 1 && residual >= Edge(step + 1))
            step++;
        return step;
    }

    private static double Edge(int step) => step * 0.01 - 0.5;
}
