using System.Buffers;
using System.Globalization;
using EmotionKit.Numerics;
using EmotionKit.Signal;

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
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
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
        int count = Load(decoder, options, ref buffer, out int sampleRate);
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
        int count = Load(decoder, options, ref buffer, out int sampleRate);
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
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static int Load(string path, AudioLoadOptions? options, ref float[] buffer, out int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        options = Checked(options);
        using AudioDecoder decoder = AudioDecoder.Open(path, options.Decoder);
        return Load(decoder, options, ref buffer, out sampleRate);
    }

    /// <summary>Loads a recording that lies in memory into a buffer that is used again and again.</summary>
    /// <param name="data">The bytes of the file.</param>
    /// <param name="options">What to load; <see langword="null"/>: all, as recorded.</param>
    /// <param name="buffer">Receives the samples, full scale ±1; replaced by a larger one where it is too short. What lies behind the samples is left undefined.</param>
    /// <param name="sampleRate">Samples per second of the result.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>How many samples were written.</returns>
    /// <exception cref="AudioFormatException">As <see cref="Load(string, AudioLoadOptions?)"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static int Load(ReadOnlyMemory<byte> data, AudioLoadOptions? options, ref float[] buffer, out int sampleRate, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        options = Checked(options);
        using AudioDecoder decoder = AudioDecoder.Open(data, name, options.Decoder);
        return Load(decoder, options, ref buffer, out sampleRate);
    }

    private static AudioLoadOptions Checked(AudioLoadOptions? options)
    {
        options ??= AudioLoadOptions.Default;
        options.Validate();
        return options;
    }

    private static AudioClip Clip(float[] buffer, int count, int sampleRate) =>
        new(count == buffer.Length ? buffer : buffer.AsSpan(0, count).ToArray(), sampleRate);

    private static int Load(AudioDecoder decoder, AudioLoadOptions options, ref float[] buffer, out int sampleRate)
    {
        int nativeRate = decoder.Info.SampleRate;
        sampleRate = options.SampleRate ?? nativeRate;
        int length = ExactLength(decoder, options, sampleRate);
        int count = sampleRate == nativeRate
            ? ReadNative(decoder, options, ref buffer, pooled: false)
            : ReadResampled(decoder, options, sampleRate, ref buffer);
        if (length < 0)
            return count;
        if (count >= length || !options.Pad)
            return Math.Min(count, length);
        Grow(ref buffer, count, length, pooled: false);
        buffer.AsSpan(count, length - count).Clear();
        return length;
    }

    /// <summary>Samples that <see cref="AudioLoadOptions.Seconds"/> makes; -1 without it.</summary>
    private static int ExactLength(AudioDecoder decoder, AudioLoadOptions options, int sampleRate)
    {
        if (options.Seconds is not double seconds)
            return -1;
        double length = Math.Floor(seconds * sampleRate);
        if (length <= options.MaxSamples)
            return (int)length;
        return options.Pad ? throw TooLong(decoder, options) : -1;
    }

    private static int ReadResampled(AudioDecoder decoder, AudioLoadOptions options, int sampleRate, ref float[] buffer)
    {
        int nativeRate = decoder.Info.SampleRate;
        if (Math.Max(nativeRate, sampleRate) / Math.Min(nativeRate, sampleRate) >= Resampler.MaxRatio)
            throw AudioFormatException.In(decoder.Name, $"expected a sample rate within a factor of {Resampler.MaxRatio} of {sampleRate} Hz, got {nativeRate} Hz.");
        float[] native = ArrayPool<float>.Shared.Rent(SamplesPerRead);
        try
        {
            int count = ReadNative(decoder, options, ref native, pooled: true);
            if ((double)count * sampleRate / nativeRate > options.MaxSamples)
                throw TooLong(decoder, options);
            Resampler resampler = Resampler.Create(nativeRate, sampleRate);
            int length = resampler.OutputLength(count);
            Grow(ref buffer, 0, length, pooled: false);
            resampler.Resample(native.AsSpan(0, count), buffer.AsSpan(0, length));
            return length;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(native);
        }
    }

    private static int ReadNative(AudioDecoder decoder, AudioLoadOptions options, ref float[] buffer, bool pooled)
    {
        int nativeRate = decoder.Info.SampleRate;
        long offset = (long)Math.Min(options.OffsetSeconds * nativeRate, long.MaxValue / 2);
        if (offset > 0 && decoder.SkipFrames(offset) < offset)
            return 0;
        double wanted = options.Seconds is double seconds ? Math.Ceiling(seconds * nativeRate) : double.PositiveInfinity;

        int channels = decoder.Info.Channels;
        int framesPerRead = Math.Max(1, SamplesPerRead / channels);
        float[] interleaved = ArrayPool<float>.Shared.Rent(framesPerRead * channels);
        try
        {
            int count = 0;
            // The header may lie about the frames: what it says is room for a start, no more than a few seconds of memory.
            if (decoder.Info.Frames is long frames)
                Grow(ref buffer, 0, (int)Math.Min(Math.Min(frames - Math.Min(frames, offset), wanted), Math.Min(options.MaxSamples, 1 << 20)), pooled);
            while (count < wanted)
            {
                int now = (int)Math.Min(framesPerRead, wanted - count);
                int read;
                if (channels == 1 && count < buffer.Length)
                {
                    read = decoder.ReadFrames(buffer.AsSpan(count, Math.Min(now, buffer.Length - count)));
                }
                else
                {
                    // Also where a mono buffer is full: it is as long as the header promised, so that most likely nothing follows.
                    Span<float> part = interleaved.AsSpan(0, now * channels);
                    read = decoder.ReadFrames(part);
                    Grow(ref buffer, count, count + read, pooled);
                    MixDown.Mean(part[..(read * channels)], channels, buffer.AsSpan(count));
                }
                if (read == 0)
                    break;
                int bad = NonFinite.IndexOf(buffer.AsSpan(count, read));
                if (bad >= 0)
                {
                    throw AudioFormatException.In(decoder.Name, string.Create(CultureInfo.InvariantCulture,
                        $"expected finite samples, got {buffer[count + bad]} at frame {offset + count + bad}."));
                }
                count += read;
                if (count > options.MaxSamples)
                    throw TooLong(decoder, options);
            }
            return count;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(interleaved);
        }
    }

    private static AudioFormatException TooLong(AudioDecoder decoder, AudioLoadOptions options) => AudioFormatException.In(decoder.Name, string.Create(
        CultureInfo.InvariantCulture,
        $"expected at most {options.MaxSamples} samples ({nameof(AudioLoadOptions.MaxSamples)}), got more; load a part with {nameof(AudioLoadOptions.Seconds)}, or read it piece by piece with {nameof(AudioDecoder)}."));

    private static void Grow(ref float[] buffer, int used, int needed, bool pooled)
    {
        if (needed <= buffer.Length)
            return;
        int length = Math.Max(needed, (int)Math.Min(Array.MaxLength, 2L * buffer.Length));
        float[] larger = pooled ? ArrayPool<float>.Shared.Rent(length) : new float[length];
        buffer.AsSpan(0, used).CopyTo(larger);
        if (pooled)
            ArrayPool<float>.Shared.Return(buffer);
        buffer = larger;
    }
}
