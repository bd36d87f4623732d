using System.Buffers;

namespace EmotionKit.Signal;

/// <summary>Makes variants of a clip for training: stretched, pitch-shifted, moved in time, noisy, louder or softer, in this order, each
/// with its own probability.</summary>
/// <remarks>
/// <para>Time stretch is a phase vocoder, as <c>librosa.effects.time_stretch</c>; pitch shift is a stretch followed by resampling, as
/// <c>librosa.effects.pitch_shift</c>, and keeps the length. Noise is scaled so that the ratio of the mean powers is met exactly; a silent
/// clip gets none.</para>
/// <para>Instances are immutable and safe to use from any number of threads. What is drawn depends on seed and stream only.</para>
/// </remarks>
public sealed class AudioAugmenter
{
    /// <summary>Pitch shifts are rounded to a tenth of a semitone, so that there are few filters to design.</summary>
    private const int StepsPerSemitone = 10;

    /// <summary>The rate that stands for the clip's own when a pitch is shifted: fine enough for a tenth of a cent.</summary>
    private const int NominalRate = 10_000;

    private static readonly ResamplerOptions PitchFilter = new() { StopBandDecibels = 80, PassBand = 0.85 };

    private readonly AugmentOptions _options;
    private readonly PhaseVocoder _vocoder;
    private readonly Lazy<Resampler>[] _pitchResamplers;
    private readonly int _lowestStep;

    /// <summary>An augmenter for clips of one sample rate.</summary>
    /// <param name="options">Which changes, how often, how far.</param>
    /// <param name="sampleRate">In Hz, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option or the rate is outside its range.</exception>
    public AudioAugmenter(AugmentOptions options, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        SampleRate = Check.AtLeast(sampleRate, 1);
        _options = options;
        _vocoder = new PhaseVocoder(options.NFft);
        _lowestStep = PitchStep(options.MinSemitones);
        _pitchResamplers = new Lazy<Resampler>[PitchStep(options.MaxSemitones) - _lowestStep + 1];
        for (int i = 0; i < _pitchResamplers.Length; i++)
        {
            int from = (int)Math.Round(NominalRate * Math.Pow(2, (double)(_lowestStep + i) / StepsPerSemitone / 12));
            _pitchResamplers[i] = new Lazy<Resampler>(() => Resampler.Design(from, NominalRate, PitchFilter));
        }
    }

    /// <summary>Rate of the clips in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Makes one variant of a clip.</summary>
    /// <param name="samples">Mono samples.</param>
    /// <param name="seed">Seed of the whole run.</param>
    /// <param name="stream">Which variant: for example the row's number, or row and epoch combined.</param>
    /// <returns>The variant; after a time stretch its length is that of the clip over the speed.</returns>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    public float[] Augment(ReadOnlySpan<float> samples, long seed, long stream)
    {
        FeatureInput.Finite(samples);
        DeterministicRandom random = DeterministicRandom.For(seed, stream);

        // Everything is drawn, wanted or not, so that switching one change off leaves the others as they were.
        bool stretches = Draw(ref random, _options.StretchProbability, _options.MinStretch, _options.MaxStretch, out double rate);
        bool shiftsPitch = Draw(ref random, _options.PitchProbability, _options.MinSemitones, _options.MaxSemitones, out double semitones);
        bool shifts = Draw(ref random, _options.ShiftProbability, -_options.MaxShift, _options.MaxShift, out double shift);
        bool addsNoise = Draw(ref random, _options.NoiseProbability, _options.MinSnrDb, _options.MaxSnrDb, out double snr);
        bool changesGain = Draw(ref random, _options.GainProbability, _options.MinGainDb, _options.MaxGainDb, out double gain);

        float[] result = stretches && !samples.IsEmpty ? _vocoder.Stretch(samples, rate) : samples.ToArray();
        if (shiftsPitch && result.Length > 0)
            result = ShiftPitch(result, PitchStep(semitones));
        if (shifts)
            ShiftTime(result, (int)Math.Round(shift * result.Length));
        if (addsNoise)
            AddNoise(result, snr, ref random);
        if (changesGain)
            Scale(result, (float)Math.Pow(10, gain / 20));
        return result;
    }

    private static bool Draw(ref DeterministicRandom random, double probability, double minimum, double maximum, out double value)
    {
        bool wanted = random.NextDouble() < probability;
        value = random.NextDouble(minimum, maximum);
        return wanted;
    }

    private static int PitchStep(double semitones) => (int)Math.Round(semitones * StepsPerSemitone);

    private float[] ShiftPitch(float[] samples, int step)
    {
        if (step == 0)
            return samples;
        Resampler resampler = _pitchResamplers[step - _lowestStep].Value;
        float[] stretched = _vocoder.Stretch(samples, (double)resampler.ToRate / resampler.FromRate);
        float[] resampled = resampler.Resample(stretched);
        Array.Resize(ref resampled, samples.Length);
        return resampled;
    }

    private static void ShiftTime(Span<float> samples, int shift)
    {
        if (shift >= 0)
        {
            samples[..^shift].CopyTo(samples[shift..]);
            samples[..shift].Clear();
        }
        else
        {
            samples[-shift..].CopyTo(samples);
            samples[^-shift..].Clear();
        }
    }

    private void AddNoise(Span<float> samples, double snr, ref DeterministicRandom random)
    {
        double signal = Energy(samples);
        if (signal == 0)
            return;
        float[] rented = ArrayPool<float>.Shared.Rent(samples.Length);
        Span<float> noise = rented.AsSpan(0, samples.Length);
        NoiseGenerator.Fill(_options.Noise, noise, ref random);
        double scale = Math.Sqrt(signal / Math.Max(Energy(noise), double.Epsilon) * Math.Pow(10, -snr / 10));
        for (int i = 0; i < samples.Length; i++)
            samples[i] += (float)(scale * noise[i]);
        ArrayPool<float>.Shared.Return(rented);
    }

    private static void Scale(Span<float> samples, float gain)
    {
        for (int i = 0; i < samples.Length; i++)
            samples[i] *= gain;
    }

    private static double Energy(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
            sum += (double)sample * sample;
        return sum;
    }
}
