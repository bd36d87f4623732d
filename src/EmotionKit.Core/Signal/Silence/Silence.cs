using System.Buffers;

namespace EmotionKit.Signal;

/// <summary>Finds and removes silence, sample for sample as <c>librosa.effects.trim</c> and <c>librosa.effects.split</c> of librosa
/// 0.10 do on single-precision audio.</summary>
/// <remarks>Frames are centred on multiples of the hop, with zeros around the clip; a frame is silent when its root mean square is
/// <see cref="TrimOptions.TopDb"/> or more below the reference. As levels below 1e-5 all count as 1e-5, a clip of nothing
/// but zeros has no silent frame and is kept whole.</remarks>
public static class Silence
{
    private static readonly TrimOptions DefaultOptions = new();

    /// <summary>The part of a clip from its first to its last loud frame.</summary>
    /// <param name="samples">Mono samples.</param>
    /// <param name="options">Default: 60 dB below the loudest frame, frames of 2048 every 512 samples.</param>
    /// <returns>First sample, and the one after the last; (0, 0) when every frame is silent, which takes a
    /// <see cref="TrimOptions.Reference"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">A sample is not a finite number.</exception>
    public static (int Start, int End) Trim(ReadOnlySpan<float> samples, TrimOptions? options = null)
    {
        options ??= DefaultOptions;
        options.Validate();
        int count = FrameLevels.Count(samples.Length, options);
        bool[] rented = ArrayPool<bool>.Shared.Rent(count);
        try
        {
            Span<bool> loud = rented.AsSpan(0, count);
            FrameLevels.FindLoud(samples, options, loud);
            int first = loud.IndexOf(true);
            return first < 0
                ? (0, 0)
                : (Sample(first, options, samples.Length), Sample(loud.LastIndexOf(true) + 1, options, samples.Length));
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(rented);
        }
    }

    /// <summary>The loud parts of a clip, in order.</summary>
    /// <param name="samples">Mono samples.</param>
    /// <param name="options">Default: 60 dB below the loudest frame, frames of 2048 every 512 samples.</param>
    /// <returns>First sample of each part, and the one after its last. Where the last loud frame begins at the clip's very end the
    /// part is empty, as in librosa.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">A sample is not a finite number.</exception>
    public static (int Start, int End)[] Split(ReadOnlySpan<float> samples, TrimOptions? options = null)
    {
        options ??= DefaultOptions;
        options.Validate();
        int count = FrameLevels.Count(samples.Length, options);
        bool[] rented = ArrayPool<bool>.Shared.Rent(count);
        try
        {
            Span<bool> loud = rented.AsSpan(0, count);
            FrameLevels.FindLoud(samples, options, loud);
            var parts = new List<(int, int)>();
            int frame = 0;
            while (frame < count)
            {
                int skip = loud[frame..].IndexOf(true);
                if (skip < 0)
                    break;
                int first = frame + skip;
                int run = loud[first..].IndexOf(false);
                frame = run < 0 ? count : first + run;
                parts.Add((Sample(first, options, samples.Length), Sample(frame, options, samples.Length)));
            }
            return [.. parts];
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(rented);
        }
    }

    /// <summary>Copies the loud parts of a clip, one after the other.</summary>
    /// <param name="samples">Mono samples.</param>
    /// <param name="destination">Receives them; as long as <paramref name="samples"/> is always enough. May be the same memory.</param>
    /// <param name="options">Default: 60 dB below the loudest frame, frames of 2048 every 512 samples.</param>
    /// <returns>Samples written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">A sample is not a finite number, or <paramref name="destination"/> is too short.</exception>
    public static int RemoveSilence(ReadOnlySpan<float> samples, Span<float> destination, TrimOptions? options = null)
    {
        int written = 0;
        foreach ((int start, int end) in Split(samples, options))
        {
            if (end - start > destination.Length - written)
            {
                throw new ArgumentException(
                    $"{nameof(destination)}: expected room for {written + end - start} samples or more, got {destination.Length}; make it as long as the clip.",
                    nameof(destination));
            }
            samples[start..end].CopyTo(destination[written..]);
            written += end - start;
        }
        return written;
    }

    private static int Sample(int frame, TrimOptions options, int length) => (int)Math.Min(length, (long)frame * options.HopLength);
}
