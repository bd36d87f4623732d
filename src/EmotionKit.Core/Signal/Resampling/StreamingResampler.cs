namespace EmotionKit.Signal;

/// <summary>A <see cref="Resampler"/> for input that arrives in pieces: the same samples, to the bit, whatever the pieces. Memory does not
/// grow with the stream.</summary>
/// <remarks>The output lags behind the input by half the filter's length. Not safe for use by several threads at once.</remarks>
public sealed class StreamingResampler
{
    private readonly Resampler _resampler;
    private float[] _pending;
    private int _count;
    private long _start;
    private long _next;
    private long _received;

    /// <summary>Starts a stream.</summary>
    /// <param name="resampler">The rates and the filter.</param>
    public StreamingResampler(Resampler resampler)
    {
        ArgumentNullException.ThrowIfNull(resampler);
        _resampler = resampler;
        _pending = new float[4 * resampler.Taps];
        Reset();
    }

    /// <summary>Room that <see cref="Process"/> may need for its output.</summary>
    /// <param name="inputLength">Samples of the next piece, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or the output would not fit into an array.</exception>
    public int MaxOutputLength(int inputLength) => _resampler.OutputLength(Check.AtLeast(inputLength, 0)) + 1;

    /// <summary>Room that <see cref="Flush"/> may need for its output.</summary>
    public int MaxFlushLength => _resampler.OutputLength(2 * _resampler.Taps) + 1;

    /// <summary>Takes the next piece of the input and gives what can be computed by now.</summary>
    /// <param name="input">Mono samples, any number.</param>
    /// <param name="output">Receives the result; <see cref="MaxOutputLength"/> is always enough.</param>
    /// <returns>Samples written.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is shorter than <see cref="MaxOutputLength"/> says.</exception>
    public int Process(ReadOnlySpan<float> input, Span<float> output)
    {
        Require(output, MaxOutputLength(input.Length));
        Append(input.Length);
        input.CopyTo(_pending.AsSpan(_count));
        _count += input.Length;
        _received += input.Length;
        return Emit(_resampler.EndOfComplete(_received), output);
    }

    /// <summary>Ends the stream: gives the rest, and begins a new stream.</summary>
    /// <param name="output">Receives the result; <see cref="MaxFlushLength"/> is always enough.</param>
    /// <returns>Samples written.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is shorter than <see cref="MaxFlushLength"/>.</exception>
    public int Flush(Span<float> output)
    {
        Require(output, MaxFlushLength);
        Append(_resampler.Taps);
        _pending.AsSpan(_count, _resampler.Taps).Clear();
        _count += _resampler.Taps;
        long end = (_received * _resampler.Up + _resampler.Down - 1) / _resampler.Down;
        int written = Emit(end, output);
        Reset();
        return written;
    }

    /// <summary>Forgets everything and begins a new stream, which has silence before it.</summary>
    public void Reset()
    {
        _count = _resampler.Lead;
        _start = -_resampler.Lead;
        _pending.AsSpan(0, _count).Clear();
        _next = 0;
        _received = 0;
    }

    private int Emit(long end, Span<float> output)
    {
        int written = (int)Math.Max(0, end - _next);
        _resampler.Interior(_pending.AsSpan(0, _count), _start, output[..written], _next);
        _next += written;

        // Time repeats with the rates' common period: counting from a later one keeps the numbers small for ever.
        long periods = _next / _resampler.Up;
        _next -= periods * _resampler.Up;
        _start -= periods * _resampler.Down;
        _received -= periods * _resampler.Down;

        long needed = _next * _resampler.Down / _resampler.Up - _resampler.Lead;
        int done = (int)Math.Clamp(needed - _start, 0, _count);
        _pending.AsSpan(done, _count - done).CopyTo(_pending);
        _count -= done;
        _start += done;
        return written;
    }

    private void Append(int samples)
    {
        if (_pending.Length - _count < samples)
            Array.Resize(ref _pending, checked(Math.Max(_count + samples, 2 * _pending.Length)));
    }

    private static void Require(Span<float> output, int length)
    {
        if (output.Length < length)
            throw new ArgumentException($"{nameof(output)}: expected room for {length} samples or more, got {output.Length}.", nameof(output));
    }
}
