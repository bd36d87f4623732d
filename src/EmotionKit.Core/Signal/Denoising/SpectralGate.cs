using EmotionKit.Signal.ShortTime;

namespace EmotionKit.Signal;

/// <summary>Takes away stationary noise by spectral gating: what does not rise above the noise's usual level, bin by bin, is turned down.</summary>
/// <remarks>
/// <para>The method is that of the stationary mode of <c>noisereduce</c> (T. Sainburg, M. Thielk, T. Gentner 2020, "Finding, visualizing,
/// and quantifying latent structure across diverse animal vocal repertoires"), after Audacity's noise reduction;
/// <see cref="NoiseReductionOptions.NoiseReduce"/> has its defaults. Two things differ. Where no noise is given, it is looked for in the quietest frames of the clip instead of in all of
/// it, so that speech does not count as noise. And at the ends of time and frequency the mask's smoothing counts only what lies
/// inside, so that nothing is lost there, and <see cref="NoiseReductionOptions.PropDecrease"/> 0 gives back the clip.</para>
/// <para>Nothing is changed where fewer than four frames of noise can be had, as in a clip of a few milliseconds.</para>
/// <para>Instances are immutable and safe to use from any number of threads. Memory does not grow with the clip.</para>
/// </remarks>
public sealed class SpectralGate
{
    /// <summary>Values of one kind that a call may hold (256 MiB).</summary>
    private const int MaxScratch = 1 << 26;

    private readonly NoiseReductionOptions _options;
    private readonly int _sampleRate;
    private readonly ShortTimeFourier _fourier;
    private readonly TriangleSmoother _overFrequency;
    private readonly TriangleSmoother _overTime;
    private readonly ScratchPool<SpectralGateScratch> _scratch;

    /// <summary>A gate for clips of one sample rate.</summary>
    /// <param name="options">What counts as noise.</param>
    /// <param name="sampleRate">In Hz, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option or the rate is outside its range, or the smoothing reaches over more frames
    /// than memory should hold.</exception>
    public SpectralGate(NoiseReductionOptions options, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _sampleRate = Check.AtLeast(sampleRate, 1);
        int hop = options.HopLength ?? options.NFft / 4;
        _fourier = new ShortTimeFourier(options.NFft, hop);
        _overFrequency = new TriangleSmoother((int)Math.Min(options.FrequencySmoothingHz / ((double)sampleRate / options.NFft * 2), _fourier.Bins));
        double reach = Math.Floor(options.TimeSmoothingMs / 1000 * sampleRate / hop);
        if ((2 * reach + 1) * _fourier.Bins > MaxScratch)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.TimeSmoothingMs,
                $"{nameof(options.TimeSmoothingMs)}: {options.TimeSmoothingMs} ms are {reach} frames of {_fourier.Bins} bins to both sides, more than can be held; take a shorter time or a longer {nameof(options.HopLength)}.");
        }
        _overTime = new TriangleSmoother((int)reach);
        _scratch = new ScratchPool<SpectralGateScratch>(() => new SpectralGateScratch(_fourier, 2 * _overTime.Reach + 1));
    }

    /// <summary>Reduces the noise of a clip, measured on the clip itself (see <see cref="NoiseReductionOptions.NoiseSeconds"/>).</summary>
    /// <param name="samples">Mono samples.</param>
    /// <param name="output">Receives as many; not the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ, the memory overlaps, or a sample is not finite.</exception>
    public void Reduce(ReadOnlySpan<float> samples, Span<float> output)
    {
        if (samples.IsEmpty)
            Check.Length(output.Length, 0, nameof(output));
        else if (_options.NoiseSeconds is double seconds)
            Reduce(samples, samples[..(int)Math.Clamp(seconds * _sampleRate, 1, samples.Length)], 1, output);
        else
            Reduce(samples, samples, _options.QuietestPart, output);
    }

    /// <summary>Reduces the noise of a clip, measured on a recording of the noise alone.</summary>
    /// <param name="samples">Mono samples.</param>
    /// <param name="noise">The noise, all of which counts; at least one sample.</param>
    /// <param name="output">Receives as many samples as the clip has; not the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ, the memory overlaps, there is no noise, or a sample is not finite.</exception>
    public void Reduce(ReadOnlySpan<float> samples, ReadOnlySpan<float> noise, Span<float> output)
    {
        if (noise.IsEmpty)
            throw new ArgumentException($"{nameof(noise)}: expected a recording of the noise, got no samples.", nameof(noise));
        FeatureInput.Finite(noise);
        Reduce(samples, noise, 1, output);
    }

    private void Reduce(ReadOnlySpan<float> samples, ReadOnlySpan<float> noise, double quietestPart, Span<float> output)
    {
        Check.Length(output.Length, samples.Length, nameof(output));
        if (samples.Overlaps(output) || noise.Overlaps(output))
            throw new ArgumentException($"{nameof(output)}: expected memory of its own, got the input's.", nameof(output));
        FeatureInput.Finite(samples);
        SpectralGateScratch scratch = _scratch.Rent();
        NoiseThreshold.Measure(noise, quietestPart, _options.StandardDeviations, scratch);
        Filter(samples, output, scratch);
        _scratch.Return(scratch);
    }

    private void Filter(ReadOnlySpan<float> samples, Span<float> output, SpectralGateScratch scratch)
    {
        output.Clear();
        int frames = _fourier.FrameCount(samples.Length), reach = _overTime.Reach;
        for (int ahead = 0; ahead < frames + reach; ahead++)
        {
            if (ahead < frames)
            {
                _fourier.Analyze(samples, ahead, scratch.Frame, scratch.Re(ahead), scratch.Im(ahead));
                MaskOverFrequency(scratch, ahead);
            }
            int frame = ahead - reach;
            if (frame < 0)
                continue;
            MaskOverTime(scratch, frame, frames);
            Span<float> re = scratch.Re(frame), im = scratch.Im(frame);
            for (int i = 0; i < re.Length; i++)
            {
                re[i] *= scratch.Gain[i];
                im[i] *= scratch.Gain[i];
            }
            _fourier.Add(re, im, frame, scratch.Frame, output);
        }
        _fourier.Normalize(output, frames);
    }

    /// <summary>Which bins of a frame are signal, smoothed over the bins.</summary>
    private void MaskOverFrequency(SpectralGateScratch scratch, int frame)
    {
        Span<float> re = scratch.Re(frame), im = scratch.Im(frame), smooth = scratch.Mask(frame), signal = scratch.Gain;
        for (int i = 0; i < signal.Length; i++)
        {
            double amplitude = Math.Sqrt((double)re[i] * re[i] + (double)im[i] * im[i]) + NoiseThreshold.Floor;
            signal[i] = amplitude > scratch.Threshold[i] ? 1 : 0;
        }
        smooth.Clear();
        int reach = _overFrequency.Reach;
        for (int k = -reach; k <= reach; k++)
        {
            int first = Math.Max(0, -k), end = Math.Min(signal.Length, signal.Length - k);
            if (end > first)
                RowMath.AddScaled(signal[(first + k)..(end + k)], _overFrequency.Weights[k + reach], smooth[first..end]);
        }
        for (int i = 0; i < smooth.Length; i++)
        {
            if (i < reach || i >= smooth.Length - reach)
                smooth[i] /= _overFrequency.Inside(i, smooth.Length);
        }
    }

    /// <summary>The gain of every bin of a frame: its mask smoothed over the frames around it, and as much of it as is wanted.</summary>
    private void MaskOverTime(SpectralGateScratch scratch, int frame, int frames)
    {
        Span<float> gain = scratch.Gain;
        gain.Clear();
        int reach = _overTime.Reach;
        for (int k = -reach; k <= reach; k++)
        {
            if (frame + k >= 0 && frame + k < frames)
                RowMath.AddScaled(scratch.Mask(frame + k), _overTime.Weights[k + reach], gain);
        }
        float inside = _overTime.Inside(frame, frames);
        float decrease = (float)_options.PropDecrease;
        for (int i = 0; i < gain.Length; i++)
            gain[i] = 1 - decrease * (1 - Math.Min(1, gain[i] / inside));
    }
}
