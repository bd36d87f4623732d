using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal.Descriptors;

/// <summary>
/// Spectral contrast (Jiang and others, Music type classification by spectral contrast feature, 2002): the mean of the strongest over
/// the mean of the weakest bins of each octave band. Bands as <c>librosa.feature.spectral_contrast</c> cuts them.
/// </summary>
internal sealed unsafe class SpectralContrast
{
    private readonly Band[] _bands;

    public SpectralContrast(DescriptorOptions options, FramePlan plan)
    {
        double nyquist = plan.SampleRate / 2.0;
        double last = options.ContrastFMin * Math.Pow(2, options.ContrastBands - 1);
        if (last >= nyquist)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"ContrastFMin: expected the last of {options.ContrastBands} octaves to start below half the sample rate ({nyquist} Hz), got {last} Hz. "
                + "Lower ContrastFMin or ContrastBands, or leave Contrast out of Which.");
        }
        _bands = new Band[options.ContrastBands + 1];
        for (int i = 0; i < _bands.Length; i++)
            _bands[i] = BandOf(options, plan, i);
    }

    public int Count => _bands.Length;

    // Up to here a sorted list of vectors beats sorting each lane.
    private const int MostInserted = 32;

    /// <summary>Rows of scratch that <see cref="Apply"/> needs.</summary>
    public int ScratchRows(int lanes)
    {
        int most = 0;
        foreach (Band band in _bands)
            most = Math.Max(most, band.Extremes <= MostInserted ? 2 * band.Extremes : (band.End - band.First + lanes - 1) / lanes);
        return most;
    }

    /// <summary>Writes one row per band to <paramref name="peaks"/> and to <paramref name="valleys"/>.</summary>
    public void Apply<V>(float* magnitude, int lanes, float* peaks, float* valleys, float* scratch)
        where V : unmanaged, ISimd<V, float>
    {
        for (int i = 0; i < _bands.Length; i++)
        {
            if (_bands[i].Extremes <= MostInserted)
                Insert<V>(magnitude, lanes, _bands[i], peaks + i * lanes, valleys + i * lanes, scratch);
            else
                Sort(magnitude, lanes, _bands[i], peaks + i * lanes, valleys + i * lanes, scratch);
        }
    }

    private static void Insert<V>(float* magnitude, int lanes, Band band, float* peaks, float* valleys, float* scratch)
        where V : unmanaged, ISimd<V, float>
    {
        float* low = scratch;
        float* high = scratch + band.Extremes * lanes;
        for (int q = 0; q < lanes; q += V.Count)
        {
            for (int e = 0; e < band.Extremes; e++)
            {
                V.Store(V.Broadcast(float.MaxValue), low + e * lanes + q);
                V.Store(V.Broadcast(-1), high + e * lanes + q);
            }
            for (int k = band.First; k < band.End; k++)
            {
                V x = V.Load(magnitude + (nint)k * lanes + q);
                Insert(x, band.Extremes, lanes, low + q, smallest: true);
                Insert(x, band.Extremes, lanes, high + q, smallest: false);
            }
            V.Store(Mean<V>(high + q, band.Extremes, lanes), peaks + q);
            V.Store(Mean<V>(low + q, band.Extremes, lanes), valleys + q);
        }
    }

    private static void Sort(float* magnitude, int lanes, Band band, float* peaks, float* valleys, float* scratch)
    {
        var sorted = new Span<float>(scratch, band.End - band.First);
        for (int lane = 0; lane < lanes; lane++)
        {
            for (int k = 0; k < sorted.Length; k++)
                sorted[k] = magnitude[(nint)(band.First + k) * lanes + lane];
            sorted.Sort();
            peaks[lane] = Mean(sorted[^band.Extremes..]);
            valleys[lane] = Mean(sorted[..band.Extremes]);
        }
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return (float)(sum / values.Length);
    }

    // Keeps rows sorted, the most extreme first; what falls off the end is forgotten.
    private static void Insert<V>(V x, int rows, int lanes, float* sorted, bool smallest)
        where V : unmanaged, ISimd<V, float>
    {
        V zero = V.Broadcast(0);
        for (int e = 0; e < rows; e++, sorted += lanes)
        {
            V kept = V.Load(sorted);
            V larger = V.Max(kept, x), smaller = zero - V.Max(zero - kept, zero - x);
            V.Store(smallest ? smaller : larger, sorted);
            x = smallest ? larger : smaller;
        }
    }

    private static V Mean<V>(float* rows, int count, int lanes)
        where V : unmanaged, ISimd<V, float>
    {
        V sum = V.Broadcast(0);
        for (int e = 0; e < count; e++)
            sum += V.Load(rows + e * lanes);
        return sum * V.Broadcast(1f / count);
    }

    private static Band BandOf(DescriptorOptions options, FramePlan plan, int index)
    {
        double low = index == 0 ? 0 : options.ContrastFMin * Math.Pow(2, index - 1);
        double high = options.ContrastFMin * Math.Pow(2, index);
        bool last = index == options.ContrastBands;
        int first = plan.Bins, end = 0;
        for (int k = 0; k < plan.Bins; k++)
        {
            double hertz = (double)k * plan.SampleRate / plan.NFft;
            if (hertz < low || hertz > high)
                continue;
            first = Math.Min(first, k);
            end = k + 1;
        }
        if (end == 0)
            throw TooNarrow(options, plan, low, high);
        if (index > 0)
            first = Math.Max(0, first - 1);
        if (last)
            end = plan.Bins;
        // librosa counts the band's last bin for the quantile, but leaves it to the next band.
        int extremes = Math.Max(1, (int)Math.Round(options.ContrastQuantile * (end - first), MidpointRounding.ToEven));
        if (!last)
            end--;
        if (end <= first)
            throw TooNarrow(options, plan, low, high);
        return new Band(first, end, Math.Min(extremes, end - first));
    }

    private static ArgumentOutOfRangeException TooNarrow(DescriptorOptions options, FramePlan plan, double low, double high) =>
        new(nameof(options), $"ContrastFMin: expected at least one bin in each band, got none from {low} to {high} Hz at NFft {plan.NFft} and {plan.SampleRate} Hz. "
            + "Raise NFft or ContrastFMin, or leave Contrast out of Which.");

    private readonly record struct Band(int First, int End, int Extremes);
}
