using EmotionKit.Audio;
using EmotionKit.Signal;

namespace EmotionKit.Reporting;

/// <summary>Decodes recordings and measures them. One belongs to one thread at a time; its buffers serve many recordings.</summary>
internal sealed class ClipMeter
{
    /// <summary>MFCC of recordings of any rate are computed at this one, so that they can be compared.</summary>
    public const int FeatureRate = 16_000;

    public const int Coefficients = 13;

    /// <summary>Silence and MFCC are of so much of a recording at most, so that memory stays bounded; length and levels are of all.</summary>
    public const int FeatureSeconds = 600;

    private const int FramesPerRead = 1 << 14;
    private const float FullScale = 0.9999f;
    private const int ClippedRun = 3;
    private const double SilenceDb = 30;

    private static readonly MfccOptions Mfcc = new() { NMfcc = Coefficients, NFft = 512, HopLength = 256, NMels = 40 };

    private readonly MfccExtractor _mfcc = new(Mfcc, FeatureRate);
    private float[] _interleaved = [];
    private float[] _mono = [];
    private float[] _resampled = [];
    private float[] _frames = [];

    /// <exception cref="AudioFormatException">The file is no recording, or is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ClipMeasures Measure(string path)
    {
        using AudioDecoder decoder = AudioDecoder.Open(path);
        AudioInfo info = decoder.Info;
        int channels = info.Channels;
        // A header can say that there are very many channels.
        int framesPerRead = Math.Max(1, FramesPerRead / channels);
        Grow(ref _interleaved, framesPerRead * channels);
        int limit = (int)Math.Min((long)FeatureSeconds * info.SampleRate, 1 << 26);
        long frames = 0, clipped = 0;
        double squares = 0;
        float peak = 0;
        int kept = 0;
        int[] runs = new int[channels];
        for (int read; (read = decoder.ReadFrames(_interleaved.AsSpan(0, framesPerRead * channels))) > 0; frames += read)
        {
            ReadOnlySpan<float> block = _interleaved.AsSpan(0, read * channels);
            squares += Levels(block, channels, runs, ref peak, ref clipped);
            if (!double.IsFinite(squares))
                throw new AudioFormatException($"{path}: expected finite samples, got NaN or infinity.");
            int wanted = Math.Min(read, limit - kept);
            if (wanted > 0)
            {
                Grow(ref _mono, kept + wanted);
                MixDown.Mean(block[..(wanted * channels)], channels, _mono.AsSpan(kept));
                kept += wanted;
            }
        }
        long samples = frames * channels;
        ReadOnlySpan<float> mono = _mono.AsSpan(0, kept);
        string sound = channels == 1 ? "mono" : $"{channels} channels";
        string bits = info.BitsPerSample > 0 ? $", {info.BitsPerSample} bits" : "";
        return new ClipMeasures(
            (double)frames / info.SampleRate,
            $"{info.Codec}, {info.SampleRate} Hz, {sound}{bits}",
            info.SampleRate,
            samples == 0 ? double.NegativeInfinity : 10 * Math.Log10(squares / samples),
            20 * Math.Log10(peak),
            clipped,
            Silent(mono, info.SampleRate),
            MeanMfcc(mono, info.SampleRate),
            decoder.Warnings.Count > 0 ? decoder.Warnings[0] : null);
    }

    private static double Levels(ReadOnlySpan<float> block, int channels, int[] runs, ref float peak, ref long clipped)
    {
        double squares = 0;
        for (int c = 0; c < channels; c++)
        {
            int run = runs[c];
            for (int i = c; i < block.Length; i += channels)
            {
                float size = MathF.Abs(block[i]);
                squares += (double)size * size;
                peak = MathF.Max(peak, size);
                run = size >= FullScale ? run + 1 : 0;
                clipped += run == ClippedRun ? ClippedRun : run > ClippedRun ? 1 : 0;
            }
            runs[c] = run;
        }
        return squares;
    }

    private static double Silent(ReadOnlySpan<float> mono, int rate)
    {
        if (mono.IsEmpty || !mono.ContainsAnyExcept(0f))
            return 1;
        var frames = new TrimOptions { TopDb = SilenceDb, FrameLength = Math.Clamp(rate / 25, 1, 1 << 16), HopLength = Math.Max(1, rate / 100) };
        long loud = 0;
        foreach ((int start, int end) in Silence.Split(mono, frames))
            loud += end - start;
        return 1 - (double)loud / mono.Length;
    }

    private double[]? MeanMfcc(ReadOnlySpan<float> mono, int rate)
    {
        if (rate != FeatureRate)
        {
            if (Math.Max(rate, FeatureRate) / Math.Min(rate, FeatureRate) >= Resampler.MaxRatio)
                return null;
            var resampler = Resampler.Create(rate, FeatureRate);
            int length = resampler.OutputLength(mono.Length);
            Grow(ref _resampled, length);
            resampler.Resample(mono, _resampled.AsSpan(0, length));
            mono = _resampled.AsSpan(0, length);
        }
        int count = _mfcc.FrameCount(mono.Length);
        if (count == 0)
            return null;
        Grow(ref _frames, count * Coefficients);
        _mfcc.Extract(mono, _frames.AsSpan(0, count * Coefficients));
        double[] means = new double[Coefficients];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < Coefficients; k++)
                means[k] += _frames[i * Coefficients + k];
        }
        for (int k = 0; k < Coefficients; k++)
            means[k] /= count;
        return means;
    }

    private static void Grow(ref float[] buffer, int needed)
    {
        if (buffer.Length < needed)
            Array.Resize(ref buffer, Math.Max(needed, (int)Math.Min(2L * buffer.Length, 1 << 28)));
    }
}
