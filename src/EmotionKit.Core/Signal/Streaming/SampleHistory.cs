using EmotionKit.Numerics;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal.Streaming;

/// <summary>
/// The part of a stream that frames may still need, after pre-emphasis. Positions and frame numbers count from a sample that moves on with
/// the stream by whole hops, so that they stay small however long it is.
/// </summary>
internal sealed unsafe class SampleHistory(FramePlan plan)
{
    private const int SmallestPiece = 4096;

    private readonly AlignedBuffer<float> _samples = new();
    private long _total;

    // With pre-emphasis the first sample waits for the second.
    private float _previous;
    private bool _waiting;

    public float* Samples => _samples.Pointer;

    /// <summary>Samples that are there.</summary>
    public int Length { get; private set; }

    /// <summary>The next frame; frame t starts at sample t * hop less the padding.</summary>
    public int Next { get; private set; }

    /// <summary>Frames from <see cref="Next"/> on whose samples are all there.</summary>
    public int Complete => CompleteWith(Length);

    /// <summary>Frames that remain when the stream ends here, padded as the plan says.</summary>
    public int FramesAtEnd => _total == 0 ? 0 : Math.Max(0, plan.FrameCount(Length + (_waiting ? 1 : 0)) - Next);

    // Twice what Compact leaves at most, and a piece to append.
    private long Room => 2L * (plan.FrameLength + plan.Padding + plan.Hop) + SmallestPiece;

    /// <summary>Frames that so many more samples complete.</summary>
    public int FramesAfter(int samples) =>
        samples == 0 || (plan.ClipPreEmphasis != 0 && _total + samples == 1) ? 0 : CompleteWith(Length + (_waiting ? 1L : 0) + samples);

    /// <summary>Takes as many samples as there is room for, at least one; returns how many.</summary>
    public int Append(ReadOnlySpan<float> samples)
    {
        _samples.Reserve(Room);
        Compact();
        // One place is kept for a sample that waited.
        ReadOnlySpan<float> part = samples[..Math.Min(samples.Length, _samples.Length - Length - 1)];
        if (plan.ClipPreEmphasis != 0)
        {
            Emphasise(part);
        }
        else
        {
            part.CopyTo(new Span<float>(Samples + Length, part.Length));
            Length += part.Length;
        }
        _total += part.Length;
        return part.Length;
    }

    /// <summary>Tells that nothing follows: a sample no longer waits for its successor.</summary>
    public void End()
    {
        if (_waiting)
            Samples[Length++] = _previous;
        _waiting = false;
    }

    /// <summary>Moves on by so many frames.</summary>
    public void Take(int frames) => Next += frames;

    public void Clear()
    {
        Length = 0;
        Next = 0;
        _total = 0;
        _waiting = false;
    }

    private int CompleteWith(long length)
    {
        // A mirrored beginning is known only with the samples that it mirrors.
        bool mirrors = plan.PadMode is PadMode.Reflect or PadMode.Symmetric && (long)Next * plan.Hop < plan.Padding;
        long last = length + plan.Padding - plan.FrameLength;
        if (last < 0 || (mirrors && length <= plan.Padding))
            return 0;
        return (int)Math.Clamp(1 + last / plan.Hop - Next, 0, int.MaxValue);
    }

    // The filter starts as librosa.effects.preemphasis does, which needs the second sample for the first.
    private void Emphasise(ReadOnlySpan<float> samples)
    {
        float factor = plan.ClipPreEmphasis;
        float* target = Samples + Length;
        bool first = _total == 0;
        foreach (float sample in samples)
        {
            if (first)
            {
                _waiting = true;
                first = false;
            }
            else
            {
                if (_waiting)
                    *target++ = 3 * _previous - sample;
                _waiting = false;
                *target++ = sample - factor * _previous;
            }
            _previous = sample;
        }
        Length = (int)(target - Samples);
    }

    // Drops whole hops that neither the next frame nor the padding at the end will need.
    private void Compact()
    {
        if (Length < _samples.Length / 2)
            return;
        long needed = Math.Min((long)Next * plan.Hop - plan.Padding, Length - (plan.Padding > 0 ? plan.Padding + 1L : 0));
        int hops = (int)Math.Max(0, needed / plan.Hop);
        int dropped = hops * plan.Hop;
        new ReadOnlySpan<float>(Samples + dropped, Length - dropped).CopyTo(new Span<float>(Samples, Length - dropped));
        Length -= dropped;
        Next -= hops;
    }
}
