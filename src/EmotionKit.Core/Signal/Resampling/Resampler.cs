using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;

namespace EmotionKit.Signal;

/// <summary>Changes the sample rate by band-limited interpolation: a polyphase filter bank of Kaiser-windowed sinc filters
/// (J. O. Smith, "Digital Audio Resampling"; J. F. Kaiser 1974).</summary>
/// <remarks>
/// <para>Linear phase, with the delay compensated: output sample n is the input at time n / <see cref="ToRate"/>; outside the
/// input the signal is zero.</para>
/// <para>Measured with the default options on sine waves, for ten pairs of rates among 8, 16, 22.05, 24.414, 44.1, 44.101, 48 and 96 kHz:
/// ripple up to 0.91 of the lower Nyquist frequency at most 0.0001 dB, signal to error there at least 103 dB, everything from the lower
/// Nyquist frequency on at least 103 dB down. Between 0.91 and 1 the response falls.</para>
/// <para>Filters are designed once per pair of rates and kept; instances are immutable and safe to use from any number of
/// threads. Where the two rates have too small a common divisor (44101 to 16000 Hz), the filter is interpolated between the
/// phases of a dense grid. The result is the same bits for every vector width, on processors with fused multiply-add.</para>
/// </remarks>
public sealed class Resampler
{
    /// <summary>The largest ratio of the two rates, either way.</summary>
    public const int MaxRatio = 4096;

    private const int MaxCached = 64;
    private static readonly ConcurrentDictionary<(int, int, ResamplerOptions), Lazy<Resampler>> Cache = new();
    private static readonly ResamplerOptions DefaultOptions = new();

    private readonly int _up;
    private readonly int _down;
    private readonly FilterBank? _bank;

    private Resampler(int fromRate, int toRate, ResamplerOptions options)
    {
        FromRate = fromRate;
        ToRate = toRate;
        int divisor = (int)BigInteger.GreatestCommonDivisor(fromRate, toRate);
        _up = toRate / divisor;
        _down = fromRate / divisor;
        _bank = _up == _down ? null : new FilterBank(options, _up, _down);
    }

    /// <summary>Rate of the input in Hz.</summary>
    public int FromRate { get; }

    /// <summary>Rate of the output in Hz.</summary>
    public int ToRate { get; }

    /// <summary>The resampler of a pair of rates, designed at the first call.</summary>
    /// <param name="fromRate">Rate of the input in Hz, at least 1.</param>
    /// <param name="toRate">Rate of the output in Hz, at least 1.</param>
    /// <param name="options">The filter; default: 100 dB stop-band from the lower Nyquist frequency on, flat to 0.91 of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is below 1, their ratio is above <see cref="MaxRatio"/>, or an option
    /// is outside its range.</exception>
    public static Resampler Create(int fromRate, int toRate, ResamplerOptions? options = null)
    {
        Check.AtLeast(fromRate, 1);
        Check.AtLeast(toRate, 1);
        double ratio = fromRate > toRate ? (double)fromRate / toRate : (double)toRate / fromRate;
        if (ratio > MaxRatio)
        {
            throw new ArgumentOutOfRangeException(nameof(toRate), toRate,
                $"{nameof(toRate)}: expected a rate within a factor of {MaxRatio} of {nameof(fromRate)} {fromRate} Hz, got {toRate} Hz.");
        }
        options ??= DefaultOptions;
        options.Validate();
        if (Cache.Count >= MaxCached)
            Cache.Clear();
        return Cache.GetOrAdd((fromRate, toRate, options),
            static key => new Lazy<Resampler>(() => Design(key.Item1, key.Item2, key.Item3))).Value;
    }

    /// <summary>A resampler that is not kept, for a caller that keeps it; the arguments have been checked.</summary>
    internal static Resampler Design(int fromRate, int toRate, ResamplerOptions options) => new(fromRate, toRate, options);

    /// <summary>Samples that an input of <paramref name="inputLength"/> samples becomes: its length times the rates' ratio, rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or the output would not fit into an array.</exception>
    public int OutputLength(int inputLength)
    {
        Check.AtLeast(inputLength, 0);
        long length = ((long)inputLength * _up + _down - 1) / _down;
        if (length > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(nameof(inputLength), inputLength,
                $"{nameof(inputLength)}: {inputLength} samples at {FromRate} Hz are {length} at {ToRate} Hz, more than the {Array.MaxLength} that an array holds.");
        }
        return (int)length;
    }

    /// <summary>Resamples a whole clip.</summary>
    /// <param name="input">Mono samples at <see cref="FromRate"/>. Values that are not finite spread over the filter's length.</param>
    /// <returns><see cref="OutputLength"/> samples at <see cref="ToRate"/>.</returns>
    public float[] Resample(ReadOnlySpan<float> input)
    {
        float[] output = GC.AllocateUninitializedArray<float>(OutputLength(input.Length));
        Resample(input, output);
        return output;
    }

    /// <summary>Resamples a whole clip into memory of the caller.</summary>
    /// <param name="input">Mono samples at <see cref="FromRate"/>.</param>
    /// <param name="output">Receives the result; as long as <see cref="OutputLength"/> says; does not overlap the input.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> has another length.</exception>
    public void Resample(ReadOnlySpan<float> input, Span<float> output)
    {
        Check.Length(output.Length, OutputLength(input.Length), nameof(output));
        if (_bank is null)
        {
            input.CopyTo(output);
            return;
        }
        // Outputs whose filter lies wholly inside the input are computed in place, the few at both ends from a padded copy.
        int first = (int)Math.Min(FirstOutputAt(_bank.Lead), output.Length);
        int end = (int)Math.Clamp(EndOfComplete(input.Length), first, output.Length);
        Edge(input, output[..first], 0);
        Interior(input, 0, output[first..end], first);
        Edge(input, output[end..], end);
    }

    /// <summary>Output rate over the rates' common divisor: so many outputs are <see cref="Down"/> inputs long.</summary>
    internal int Up => _up;

    internal int Down => _down;

    /// <summary>Input samples before an output's time that it needs.</summary>
    internal int Lead => _bank?.Lead ?? 0;

    /// <summary>Input samples that an output needs.</summary>
    internal int Taps => _bank?.Taps ?? 1;

    /// <summary>The first output whose filter reaches beyond an input of <paramref name="inputLength"/> samples.</summary>
    internal long EndOfComplete(long inputLength)
    {
        long last = inputLength - Taps + Lead;
        return last < 0 ? 0 : FirstOutputAt(last + 1);
    }

    /// <summary>Computes consecutive outputs from input that holds all they need.</summary>
    /// <param name="input">Part of the input.</param>
    /// <param name="inputStart">Where in the input it begins.</param>
    /// <param name="output">Receives the outputs.</param>
    /// <param name="first">Which output comes first.</param>
    internal void Interior(ReadOnlySpan<float> input, long inputStart, Span<float> output, long first)
    {
        if (_bank is null)
            input.Slice((int)(first - inputStart), output.Length).CopyTo(output);
        else if (_bank.IsInterpolated)
            InteriorInterpolated(input, inputStart, output, first);
        else
            InteriorExact(input, inputStart, output, first);
    }

    /// <summary>The first output at or after an input sample.</summary>
    private long FirstOutputAt(long inputIndex) => (inputIndex * _up + _down - 1) / _down;

    private void InteriorExact(ReadOnlySpan<float> input, long inputStart, Span<float> output, long first)
    {
        // Outputs of the same phase are `up` apart and share a filter. A block of rows keeps the input of all its phases in the cache.
        long end = first + output.Length;
        int blockRows = Math.Max(8, 512 / _up);
        for (long row = first / _up; row * _up < end; row += blockRows)
        {
            for (int phase = 0; phase < _up; phase++)
            {
                long time = (long)phase * _down;
                ReadOnlySpan<float> filter = _bank!.Phase((int)(time % _up));
                long offset = time / _up - _bank.Lead - inputStart;
                long from = Math.Max(row, (first - phase + _up - 1) / _up);
                long to = Math.Min(row + blockRows, (end - phase + _up - 1) / _up);
                for (; from + 4 <= to; from += 4)
                {
                    DotKernel.Four(filter, in input[(int)(from * _down + offset)], (nuint)_down,
                        ref output[(int)(from * _up + phase - first)], (nuint)_up);
                }
                for (; from < to; from++)
                    output[(int)(from * _up + phase - first)] = DotKernel.One(filter, in input[(int)(from * _down + offset)]);
            }
        }
    }

    private void InteriorInterpolated(ReadOnlySpan<float> input, long inputStart, Span<float> output, long first)
    {
        for (int i = 0; i < output.Length; i++)
        {
            (long index, long remainder) = Math.DivRem((first + i) * _down, _up);
            output[i] = Interpolated(in input[(int)(index - _bank!.Lead - inputStart)], remainder);
        }
    }

    private float Interpolated(ref readonly float window, long remainder)
    {
        double position = (double)remainder / _up * _bank!.Phases;
        int phase = (int)position;
        float weight = (float)(position - phase);
        float low = DotKernel.One(_bank.Phase(phase), in window);
        float high = DotKernel.One(_bank.Phase(phase + 1), in window);
        return low + weight * (high - low);
    }

    private void Edge(ReadOnlySpan<float> input, Span<float> output, long first)
    {
        if (output.IsEmpty)
            return;
        float[] rented = ArrayPool<float>.Shared.Rent(Taps);
        Span<float> window = rented.AsSpan(0, Taps);
        for (int i = 0; i < output.Length; i++)
        {
            long start = (first + i) * _down / _up - Lead;
            int skip = (int)Math.Max(0, -start);
            int count = (int)Math.Min(window.Length - skip, input.Length - (start + skip));
            window.Clear();
            if (count > 0)
                input.Slice((int)(start + skip), count).CopyTo(window[skip..]);
            Interior(window, start, output.Slice(i, 1), first + i);
        }
        ArrayPool<float>.Shared.Return(rented);
    }
}
