namespace EmotionKit.Sequences;

/// <summary>Brings sequences of frames to one length, and finds again what was added.</summary>
public static class SequencePadder
{
    /// <summary>Copies a sequence, cut or filled up to <see cref="PadSequenceOptions.Frames"/>.</summary>
    /// <param name="frames">[frame, coefficient]; may be empty, which gives padding only.</param>
    /// <param name="width">Coefficients per frame, 1 or more.</param>
    /// <param name="options">The length, and which side is cut or filled.</param>
    /// <param name="output">Receives <see cref="PadSequenceOptions.Frames"/> frames.</param>
    /// <exception cref="ArgumentException">A length does not fit the width.</exception>
    public static void Pad(ReadOnlySpan<float> frames, int width, PadSequenceOptions options, Span<float> output)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireFrames(frames.Length, width);
        Check.Length(output.Length, checked(options.Frames * width), nameof(output));
        if (frames.Length >= output.Length)
        {
            ReadOnlySpan<float> kept = options.Truncation == SequenceSide.End ? frames[..output.Length] : frames[^output.Length..];
            kept.CopyTo(output);
            return;
        }
        int fill = output.Length - frames.Length;
        if (options.Padding == SequenceSide.End)
        {
            frames.CopyTo(output);
            output[^fill..].Fill(options.Value);
        }
        else
        {
            output[..fill].Fill(options.Value);
            frames.CopyTo(output[fill..]);
        }
    }

    /// <summary>The part of a padded sequence that is not padding: what is left without the run of frames, on the padded side, that hold
    /// the padding value throughout.</summary>
    /// <param name="frames">[frame, coefficient].</param>
    /// <param name="width">Coefficients per frame, 1 or more.</param>
    /// <param name="padding">The side that was padded.</param>
    /// <param name="value">What the padding holds.</param>
    /// <returns>The first value, and the one after the last, of the frames that are not padding.</returns>
    /// <exception cref="ArgumentException">The length does not fit the width.</exception>
    public static Range Content(ReadOnlySpan<float> frames, int width, SequenceSide padding, float value)
    {
        RequireFrames(frames.Length, width);
        if (padding == SequenceSide.End)
        {
            int last = frames.LastIndexOfAnyExcept(value);
            return last < 0 ? 0..0 : 0..((last / width + 1) * width);
        }
        int first = frames.IndexOfAnyExcept(value);
        return first < 0 ? frames.Length..frames.Length : (first / width * width)..frames.Length;
    }

    private static void RequireFrames(int length, int width)
    {
        Check.AtLeast(width, 1);
        if (length % width != 0)
            throw new ArgumentException($"frames: expected a multiple of {width} values, got {length}.", "frames");
    }
}
