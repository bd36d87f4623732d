using EmotionKit.Numerics.Simd;
using EmotionKit.Signal.Framing;
using EmotionKit.Signal.Streaming;

namespace EmotionKit.Signal;

/// <summary>
/// MFCC of a stream: chunks of any size in, frames out as soon as their samples are there. The frames are, bit by bit, those that
/// <see cref="MfccExtractor"/> gives for the whole stream, whatever the chunks.
/// </summary>
/// <remarks>
/// <para>Limits that hang on the loudest frame of all cannot be kept on a stream: <see cref="MelBandOptions.TopDb"/> must be null and
/// <see cref="MelBandOptions.RefMax"/> false.</para>
/// <para>With centred frames the end of the stream is padded as the options say when <see cref="Finish"/> is called.</para>
/// <para>Memory does not grow with the stream, and nothing is allocated per chunk. One instance belongs to one stream at a time; it is not
/// safe for several threads.</para>
/// </remarks>
public sealed unsafe class StreamingMfcc
{
    private readonly CepstralEngine _engine;
    private readonly SampleHistory _history;
    private readonly FrameScratch _scratch = new();

    /// <summary>Plans the extraction.</summary>
    /// <param name="options">The options; null: <see cref="MfccOptions.Librosa"/> with <see cref="MelBandOptions.TopDb"/> null.</param>
    /// <param name="sampleRate">Samples per second, at least 1.</param>
    /// <exception cref="ArgumentException">An option is outside its range, or needs the whole clip.</exception>
    public StreamingMfcc(MfccOptions? options, int sampleRate)
    {
        options ??= MfccOptions.Librosa with { TopDb = null };
        if (options.LogKind == LogKind.Decibel && (options.TopDb is not null || options.RefMax))
        {
            throw new ArgumentException("TopDb, RefMax: expected TopDb null and RefMax false for a stream, since the maximum of all frames is not known before its end, "
                + $"got TopDb {options.TopDb?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"} and RefMax {options.RefMax}.", nameof(options));
        }
        _engine = new CepstralEngine(options, sampleRate, SimdWidths.Best);
        _history = new SampleHistory(_engine.Bands.Plan);
        Names = FeatureNames.Numbered("mfcc", Width);
    }

    /// <summary>Coefficients per frame.</summary>
    public int Width => _engine.Width;

    /// <summary>The name of each coefficient.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Samples from one frame to the next.</summary>
    public int HopLength => _engine.Bands.Plan.Hop;

    /// <summary>
    /// How many samples from sample <c>t * HopLength</c> on, counting that sample, must have been pushed before frame t appears; the first frames
    /// of a clip whose ends are reflected, and of one with pre-emphasis, may need one more.
    /// </summary>
    public int LatencySamples => _engine.Bands.Plan.FrameLength - _engine.Bands.Plan.Padding;

    /// <summary>How many frames the next <see cref="Push"/> of so many samples writes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int FramesOf(int samples) => _history.FramesAfter(Check.AtLeast(samples, 0));

    /// <summary>How many frames <see cref="Finish"/> would write now.</summary>
    public int FramesAtEnd => _history.FramesAtEnd;

    /// <summary>Takes the next samples and writes the frames that are complete with them.</summary>
    /// <param name="samples">Any number of samples, mono, -1..1.</param>
    /// <param name="frames">Receives [frame, coefficient]; room for <see cref="FramesOf"/> frames or more.</param>
    /// <returns>The number of frames written.</returns>
    /// <exception cref="ArgumentException">There is too little room, or a sample is not finite; the stream is as it was before.</exception>
    public int Push(ReadOnlySpan<float> samples, Span<float> frames)
    {
        CheckRoom(FramesOf(samples.Length), frames);
        FeatureInput.Finite(samples);
        int written = 0;
        while (!samples.IsEmpty)
        {
            int taken = _history.Append(samples);
            samples = samples[taken..];
            written += Extract(_history.Complete, frames[(written * Width)..]);
        }
        return written;
    }

    /// <summary>Ends the stream: writes the frames that only its padding completes, and begins anew.</summary>
    /// <param name="frames">Receives [frame, coefficient]; room for <see cref="FramesAtEnd"/> frames or more.</param>
    /// <returns>The number of frames written.</returns>
    /// <exception cref="ArgumentException">There is too little room; the stream goes on.</exception>
    public int Finish(Span<float> frames)
    {
        CheckRoom(FramesAtEnd, frames);
        _history.End();
        int written = Extract(_history.FramesAtEnd, frames);
        _history.Clear();
        return written;
    }

    /// <summary>Forgets the stream and begins anew.</summary>
    public void Reset() => _history.Clear();

    private int Extract(int count, Span<float> frames)
    {
        int lanes = _engine.Bands.Plan.Lanes;
        for (int done = 0; done < count; done += lanes)
        {
            int part = Math.Min(lanes, count - done);
            float* rows = _engine.Bands.Group(_history.Samples, _history.Length, _history.Next, part, _scratch, _engine.UsesEnergy);
            _engine.Transform(rows, _engine.Bands.Unlimited, part, _scratch, frames.Slice(done * Width, part * Width));
            _history.Take(part);
        }
        return count;
    }

    private void CheckRoom(int count, Span<float> frames)
    {
        if (frames.Length < (long)count * Width)
            throw new ArgumentException($"frames: expected room for {count} frames of {Width}, {(long)count * Width} values, got {frames.Length}.", nameof(frames));
    }
}
