using System.Buffers;
using System.Globalization;

namespace EmotionKit.Audio;

/// <summary>
/// From a recording to mono samples of a wanted rate and length: decode, mean of the channels, crop, resample, pad.
/// </summary>
/// <remarks>
/// <para>A recording without frames gives an empty clip, or zeros where <see cref="AudioLoadOptions.Seconds"/> and
/// <see cref="AudioLoadOptions.Pad"/> ask for a length; so does an offset beyond the end.</para>
/// <para>A float recording that holds NaN or an infinity throws <see cref="AudioFormatException"/> naming the frame: nothing after it could be right.
/// <see cref="AudioDecoder"/> passes such values on.</para>
/// <para>Only what is asked for is decoded: where <see cref="AudioLoadOptions.Seconds"/> ends a clip before the recording does, damage behind it is not seen.</para>
/// </remarks>
public static class AudioLoader
{
    private const int SamplesPerRead = 1 << 14;

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="options">What to load; <see langword="null"/>: all, as recorded.</param>
    /// <returns>The clip.</returns>
    /// <exception cref="AudioFormatException">The file is no recording, is damaged, holds NaN or infinity, is longer than
    /// <see cref="AudioLoadOptions.MaxSamples"/>, or needs libsndfile where that is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static AudioClip Load(string path, AudioLoadOptions? options = null)
    {
        float[] buffer = [];
        int count = Load(path, options, ref buffer, out int sampleRate);
        return Clip(buffer, count, sampleRate);
    }

    /// <summary>Loads from a stream, from its present position on; the stream stays open.</summary>
    /// <param name="stream">A readable stream; it need not be seekable.</param>
    /// <param name="options">What to load; <see langword="null"/>: all, as recorded.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>The clip.</returns>
    /// <exception cref="AudioFormatException">As <see cref="Load(string, AudioLoadOptions?)"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static AudioClip Load(Stream stream, AudioLoadOptions? options = null, string? name = null)
    {
        options = Checked(options);
        using AudioDecoder decoder = AudioDecoder.Open(stream, name, options.Decoder);
        float[] buffer = [];
        int count = Load(decoder, name ?? "audio stream", options, ref buffer, out int sampleRate);
        return Clip(buffer, count, sampleRate);
    }

    /// <summary>Loads a recording that lies in memory.</summary>
    /// <param name="data">The bytes of the file.</param>
    /// <param name="options">What to load; <see langword="null"/>: all, as recorded.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>The clip.</returns>
    /// <exception cref="AudioFormatException">As <see cref="Load(string, AudioLoadOptions?)"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static AudioClip Load(ReadOnlyMemory<byte> data, AudioLoadOptions? options = null, string? name = null)
    {
        options = Checked(options);
        using AudioDecoder decoder = AudioDecoder.Open(data, name, options.Decoder);
        float[] buffer = [];
        int count = Load(decoder, name ?? "audio in memory", options, ref buffer, out int sampleRate);
        return Clip(buffer, count, sampleRate);
    }

    /// <summary>Loads a file into a buffer that is used again and again, so that many clips cost no allocation each.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="options">What to load; <see langword="null"/>: all, as recorded.</param>
    /// <param name="buffer">Receives the samples, full scale ±1; replaced by a larger one where it is too short. What lies behind the samples is left undefined.</param>
    /// <param name="sampleRate">Samples per second of the result.</param>
    /// <returns>How many samples were written.</returns>
    /// <exception cref="AudioFormatException">As <see cref="Load(string, AudioLoadOptions?)"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static int Load(string path, AudioLoadOptions? options, ref float[] buffer, out int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        options = Checked(options);
        using AudioDecoder decoder = AudioDecoder.Open(path, options.Decoder);
        return Load(decoder, path, options, ref buffer, out sampleRate);
    }

    private static AudioLoadOptions Checked(AudioLoadOptions? options)
    {
        options ??= AudioLoadOptions.Default;
        options.Validate();
        return options;
    }

    private static AudioClip Clip(float[] buffer, int count, int sampleRate) =>
        new(count == buffer.Length ? buffer : buffer.AsSpan(0, count).ToArray(), sampleRate);

    private static int Load(AudioDecoder decoder, string name, AudioLoadOptions options, ref float[] buffer, out int sampleRate)
    {
        int nativeRate = decoder.Info.SampleRate;
        sampleRate = options.SampleRate ?? nativeRate;
        if (sampleRate != nativeRate)
            throw new NotSupportedException($"{name}: resampling from {nativeRate} Hz to {sampleRate} Hz is not available.");
        long offset = (long)Math.Min(options.OffsetSeconds * nativeRate, long.MaxValue / 2);
        bool isReached = offset == 0 || decoder.SkipFrames(offset) == offset;
        double wanted = options.Seconds is double seconds ? Math.Floor(seconds * nativeRate) : double.PositiveInfinity;
        if (options.Pad && !double.IsInfinity(wanted) && wanted > options.MaxSamples)
            throw TooLong(name, options);

        int count = isReached ? Read(decoder, name, options, offset, wanted, ref buffer) : 0;
        if (!options.Pad || double.IsInfinity(wanted))
            return count;
        int padded = (int)wanted;
        Grow(ref buffer, count, padded);
        buffer.AsSpan(count, padded - count).Clear();
        return padded;
    }

    private static int Read(AudioDecoder decoder, string name, AudioLoadOptions options, long offset, double wanted, ref float[] buffer)
    {
        int channels = decoder.Info.Channels;
        int framesPerRead = Math.Max(1, SamplesPerRead / channels);
        float[]? interleaved = channels == 1 ? null : ArrayPool<float>.Shared.Rent(framesPerRead * channels);
        try
        {
            int count = 0;
            // The header may lie about the frames: what it says is room for a start, no more than a few seconds of memory.
            if (decoder.Info.Frames is long frames)
                Grow(ref buffer, 0, (int)Math.Min(Math.Min(frames - Math.Min(frames, offset), wanted), Math.Min(options.MaxSamples, 1 << 20)));
            while (count < wanted)
            {
                int now = (int)Math.Min(framesPerRead, wanted - count);
                Grow(ref buffer, count, count + now);
                Span<float> mono = buffer.AsSpan(count, now);
                int read = interleaved is null ? decoder.ReadFrames(mono) : decoder.ReadFrames(interleaved.AsSpan(0, now * channels));
                if (read == 0)
                    break;
                if (interleaved is not null)
                    MixDown.Mean(interleaved.AsSpan(0, read * channels), channels, mono);
                int bad = MixDown.IndexOfNonFinite(mono[..read]);
                if (bad >= 0)
                {
                    throw AudioFormatException.In(name, string.Create(CultureInfo.InvariantCulture,
                        $"expected finite samples, got {mono[bad]} at frame {offset + count + bad}."));
                }
                count += read;
                if (count > options.MaxSamples)
                    throw TooLong(name, options);
            }
            return count;
        }
        finally
        {
            if (interleaved is not null)
                ArrayPool<float>.Shared.Return(interleaved);
        }
    }

    private static AudioFormatException TooLong(string name, AudioLoadOptions options) => AudioFormatException.In(name, string.Create(
        CultureInfo.InvariantCulture,
        $"expected at most {options.MaxSamples} samples ({nameof(AudioLoadOptions.MaxSamples)}), got more; load a part with {nameof(AudioLoadOptions.Seconds)}, or read it piece by piece with {nameof(AudioDecoder)}."));

    private static void Grow(ref float[] buffer, int used, int needed)
    {
        if (needed <= buffer.Length)
            return;
        var larger = new float[Math.Max(needed, (int)Math.Min(Array.MaxLength, 2L * buffer.Length))];
        buffer.AsSpan(0, used).CopyTo(larger);
        buffer = larger;
    }
}
