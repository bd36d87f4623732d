using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal.Descriptors;

/// <summary>Runs all descriptors of a clip over one Fourier transform; results are kept as groups of rows.</summary>
internal sealed unsafe class DescriptorEngine
{
    private readonly DescriptorOptions _options;
    private readonly SpectralContrast? _contrast;
    private readonly Chroma? _chroma;
    private readonly Yin? _yin;
    private readonly SimdWidth _limit;

    public DescriptorEngine(DescriptorOptions options, int sampleRate, SimdWidth limit)
    {
        _limit = limit;
        _options = options;
        Plan = new FramePlan(options, sampleRate);
        Spectra = NeedsSpectrum(options) ? new SpectralEngine(Plan, limit) : null;
        Layout = new DescriptorLayout(options);
        _contrast = Layout.Has(DescriptorKind.Contrast) ? new SpectralContrast(options, Plan) : null;
        _chroma = Layout.Has(DescriptorKind.Chroma) ? new Chroma(options.NChroma, Plan) : null;
        _yin = Layout.Has(DescriptorKind.F0) ? new Yin(options, Plan) : null;
    }

    public FramePlan Plan { get; }

    /// <summary>The spectra that it wants; null where every descriptor comes from the samples.</summary>
    public SpectralEngine? Spectra { get; }

    public DescriptorLayout Layout { get; }

    private bool EstimatesTuning => _chroma is not null && _options.Tuning is null;

    // Behind a group's results lie the valleys, until the whole clip's maximum is known.
    private int GroupLength => (Layout.Width + (_contrast?.Count ?? 0)) * Plan.Lanes;

    private double HertzPerBin => (double)Plan.SampleRate / Plan.NFft;

    /// <summary>The results of a group after <see cref="End"/>, one row per coefficient.</summary>
    public float* Group(DescriptorScratch scratch, int group) => scratch.Kept.Pointer + (nint)group * GroupLength;

    /// <summary>What finds a clip's tuning, where that is asked for.</summary>
    public TuningEstimator? CreateTuningEstimator() => EstimatesTuning ? new TuningEstimator(_options.NChroma, Plan) : null;

    /// <summary>Begins a clip.</summary>
    public void Begin(int frames, DescriptorScratch scratch, TuningEstimator? tuning)
    {
        int groups = Groups(frames);
        scratch.Kept.Reserve((long)groups * GroupLength);
        scratch.Magnitudes.Reserve((Plan.Bins + 1L + (_contrast?.ScratchRows(Plan.Lanes) ?? 0)) * Plan.Lanes);
        if (tuning is null)
            return;
        tuning.Clear();
        scratch.Powers.Reserve((long)groups * Plan.Bins * Plan.Lanes);
    }

    /// <summary>Takes a group of spectra, and leaves them as they are.</summary>
    public void Accept(float* power, int first, int count, DescriptorScratch scratch, TuningEstimator? tuning)
    {
        int lanes = Plan.Lanes, group = first / lanes;
        float* rows = Group(scratch, group);
        switch (SimdWidths.Fitting<float>(_limit, lanes))
        {
            case SimdWidth.Vector512: Spectral<Simd512<float>>(power, scratch, rows); break;
            case SimdWidth.Vector256: Spectral<Simd256<float>>(power, scratch, rows); break;
            case SimdWidth.Vector128: Spectral<Simd128<float>>(power, scratch, rows); break;
            default: Spectral<SimdScalar<float>>(power, scratch, rows); break;
        }
        if (tuning is null)
            return;
        int length = Plan.Bins * lanes;
        tuning.Add(power, lanes, count);
        new ReadOnlySpan<float>(power, length).CopyTo(new Span<float>(scratch.Powers.Pointer + (nint)group * length, length));
    }

    /// <summary>Finishes what hangs on the whole clip, or needs no spectrum.</summary>
    public void End(ReadOnlySpan<float> samples, DescriptorScratch scratch, TuningEstimator? tuning)
    {
        int frames = Plan.FrameCount(samples.Length);
        if (tuning is not null)
            FinishChroma(scratch, Groups(frames), tuning.Estimate());
        if (_contrast is not null)
            FinishContrast(scratch, Groups(frames));
        FromSamples(samples, scratch, frames);
    }

    private int Groups(int frames) => (frames + Plan.Lanes - 1) / Plan.Lanes;

    private static bool NeedsSpectrum(DescriptorOptions options)
    {
        foreach (DescriptorKind kind in options.Which)
        {
            if (kind is not (DescriptorKind.Zcr or DescriptorKind.F0) && !(kind == DescriptorKind.Rms && options.RmsFromSamples))
                return true;
        }
        return false;
    }

    private void Spectral<V>(float* power, DescriptorScratch scratch, float* rows)
        where V : unmanaged, ISimd<V, float>
    {
        int lanes = Plan.Lanes, bins = Plan.Bins;
        float* magnitude = scratch.Magnitudes.Pointer;
        for (int i = 0; i < bins * lanes; i += V.Count)
            V.Store(V.Sqrt(V.Load(power + i)), magnitude + i);
        float* spare = magnitude + bins * lanes;
        if (Layout.Has(DescriptorKind.Rms))
            SpectralShape.Rms<V>(power, bins, Plan.NFft, lanes, Row(rows, DescriptorKind.Rms));
        if (Layout.Has(DescriptorKind.Centroid))
            SpectralShape.Centroid<V>(magnitude, bins, HertzPerBin, lanes, Row(rows, DescriptorKind.Centroid));
        if (Layout.Has(DescriptorKind.Bandwidth))
        {
            SpectralShape.Centroid<V>(magnitude, bins, HertzPerBin, lanes, spare);
            SpectralShape.Bandwidth<V>(magnitude, bins, HertzPerBin, _options.BandwidthPower, lanes, spare, Row(rows, DescriptorKind.Bandwidth));
        }
        if (Layout.Has(DescriptorKind.Rolloff))
            SpectralShape.Rolloff<V>(magnitude, bins, HertzPerBin, (float)_options.RolloffPercent, lanes, Row(rows, DescriptorKind.Rolloff));
        if (Layout.Has(DescriptorKind.Flatness))
            SpectralShape.Flatness<V>(power, bins, (float)_options.FlatnessAMin, lanes, Row(rows, DescriptorKind.Flatness));
        _contrast?.Apply<V>(magnitude, lanes, Row(rows, DescriptorKind.Contrast), rows + Layout.Width * lanes, spare);
        if (_options.Tuning is { } tuning)
            _chroma?.Apply<V>(power, tuning, lanes, Row(rows, DescriptorKind.Chroma));
    }

    private float* Row(float* rows, DescriptorKind kind) => rows + Layout.Offset(kind) * Plan.Lanes;

    private void FinishChroma(DescriptorScratch scratch, int groups, double tuning)
    {
        for (int g = 0; g < groups; g++)
        {
            float* power = scratch.Powers.Pointer + (nint)g * Plan.Bins * Plan.Lanes;
            float* rows = Row(Group(scratch, g), DescriptorKind.Chroma);
            switch (SimdWidths.Fitting<float>(_limit, Plan.Lanes))
            {
                case SimdWidth.Vector512: _chroma!.Apply<Simd512<float>>(power, tuning, Plan.Lanes, rows); break;
                case SimdWidth.Vector256: _chroma!.Apply<Simd256<float>>(power, tuning, Plan.Lanes, rows); break;
                case SimdWidth.Vector128: _chroma!.Apply<Simd128<float>>(power, tuning, Plan.Lanes, rows); break;
                default: _chroma!.Apply<SimdScalar<float>>(power, tuning, Plan.Lanes, rows); break;
            }
        }
    }

    // librosa.power_to_db of peaks and of valleys, each limited to 80 dB below its own maximum over the clip.
    private void FinishContrast(DescriptorScratch scratch, int groups)
    {
        const float Floor = 1e-10f, DecibelsPerNeper = 4.342944819032518f, TopDb = 80;
        int length = _contrast!.Count * Plan.Lanes;
        if (!_options.ContrastLinear)
        {
            float highestPeak = float.MinValue, highestValley = float.MinValue;
            for (int g = 0; g < groups; g++)
            {
                float* rows = Group(scratch, g);
                highestPeak = MathF.Max(highestPeak, LogRows.Apply(Row(rows, DescriptorKind.Contrast), length, Floor, DecibelsPerNeper, 0, _limit));
                highestValley = MathF.Max(highestValley, LogRows.Apply(rows + Layout.Width * Plan.Lanes, length, Floor, DecibelsPerNeper, 0, _limit));
            }
            for (int g = 0; g < groups; g++)
            {
                LogRows.Clamp(Row(Group(scratch, g), DescriptorKind.Contrast), length, highestPeak - TopDb, _limit);
                LogRows.Clamp(Group(scratch, g) + Layout.Width * Plan.Lanes, length, highestValley - TopDb, _limit);
            }
        }
        for (int g = 0; g < groups; g++)
        {
            float* peaks = Row(Group(scratch, g), DescriptorKind.Contrast);
            float* valleys = Group(scratch, g) + Layout.Width * Plan.Lanes;
            for (int i = 0; i < length; i++)
                peaks[i] -= valleys[i];
        }
    }

    private void FromSamples(ReadOnlySpan<float> samples, DescriptorScratch scratch, int frames)
    {
        scratch.Samples.Reserve(Plan.FrameLength + frames);
        var frame = new Span<float>(scratch.Samples.Pointer, Plan.FrameLength);
        var values = new Span<float>(scratch.Samples.Pointer + Plan.FrameLength, frames);
        if (Layout.Has(DescriptorKind.Zcr))
        {
            ZeroCrossings.Apply(samples, Plan, values);
            Scatter(scratch, values, DescriptorKind.Zcr);
        }
        if (Layout.Has(DescriptorKind.Rms) && _options.RmsFromSamples)
        {
            FrameEnergy.Rms(samples, Plan, frame, values);
            Scatter(scratch, values, DescriptorKind.Rms);
        }
        if (_yin is not null)
        {
            scratch.Wide.Reserve(_yin.ScratchLength);
            _yin.Apply(samples, frame, scratch.Wide.Pointer, values, _limit);
            Scatter(scratch, values, DescriptorKind.F0);
        }
    }

    private void Scatter(DescriptorScratch scratch, ReadOnlySpan<float> values, DescriptorKind kind)
    {
        for (int t = 0; t < values.Length; t++)
            Row(Group(scratch, t / Plan.Lanes), kind)[t % Plan.Lanes] = values[t];
    }
}
