using EmotionKit.Signal.Fourier;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal.ShortTime;

/// <summary>The short-time Fourier transform one frame at a time, and back by weighted overlap-add (Griffin and Lim 1984), for effects that
/// change a spectrum and return to sound. Frames are centred on multiples of the hop, with zeros around the clip, under a periodic Hann
/// window: librosa's stft and istft.</summary>
internal sealed class ShortTimeFourier
{
    /// <summary>Samples with less window above them than this are not divided by it, as in librosa.</summary>
    private const float Tiny = 1.17549435e-38f;

    private readonly RealFft<float> _fft;
    private readonly float[] _window;
    private readonly float[] _interior;

    /// <param name="nFft">Samples per frame, at least 2.</param>
    /// <param name="hopLength">Samples from frame to frame, 1 to half of <paramref name="nFft"/>, so that every sample is under a window.</param>
    public ShortTimeFourier(int nFft, int hopLength)
    {
        NFft = nFft;
        HopLength = hopLength;
        _fft = RealFft<float>.Get(nFft);
        _window = Array.ConvertAll(Windows.Create(WindowKind.Hann, nFft, symmetric: false, parameter: null), w => (float)w);
        _interior = new float[hopLength];
        for (int i = 0; i < hopLength; i++)
            _interior[i] = SquaredWindows(i, int.MinValue, int.MaxValue);
    }

    public int NFft { get; }

    public int HopLength { get; }

    public int Bins => _fft.Bins;

    public int FrameCount(int samples) => 1 + samples / HopLength;

    /// <summary>The spectrum of one frame. Frames beyond the clip are zero.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="frame">Which frame.</param>
    /// <param name="scratch"><see cref="NFft"/> values.</param>
    /// <param name="re"><see cref="Bins"/> real parts.</param>
    /// <param name="im"><see cref="Bins"/> imaginary parts.</param>
    public void Analyze(ReadOnlySpan<float> samples, int frame, Span<float> scratch, Span<float> re, Span<float> im)
    {
        long start = (long)frame * HopLength - NFft / 2;
        int from = (int)Math.Clamp(-start, 0, NFft);
        int to = (int)Math.Clamp(samples.Length - start, from, NFft);
        scratch[..from].Clear();
        scratch[to..].Clear();
        if (to > from)
            RowMath.Multiply(samples.Slice((int)(start + from), to - from), _window.AsSpan(from, to - from), scratch[from..to]);
        _fft.Forward(scratch, re, im);
    }

    /// <summary>The energy of one frame's samples under the window.</summary>
    public double Energy(ReadOnlySpan<float> samples, int frame)
    {
        long start = (long)frame * HopLength - NFft / 2;
        int from = (int)Math.Clamp(-start, 0, NFft);
        int to = (int)Math.Clamp(samples.Length - start, from, NFft);
        double sum = 0;
        for (int i = from; i < to; i++)
        {
            double value = (double)_window[i] * samples[(int)(start + i)];
            sum += value * value;
        }
        return sum;
    }

    /// <summary>Adds one frame to the sound; <see cref="Normalize"/> ends it.</summary>
    public void Add(ReadOnlySpan<float> re, ReadOnlySpan<float> im, int frame, Span<float> scratch, Span<float> output)
    {
        _fft.Inverse(re, im, scratch);
        long start = (long)frame * HopLength - NFft / 2;
        int from = (int)Math.Clamp(-start, 0, NFft);
        int to = (int)Math.Clamp(output.Length - start, from, NFft);
        if (to > from)
            RowMath.AddProduct(scratch[from..to], _window.AsSpan(from, to - from), output.Slice((int)(start + from), to - from));
    }

    /// <summary>Divides by the squared windows that lie over every sample, which undoes <see cref="Analyze"/> and <see cref="Add"/>.</summary>
    public void Normalize(Span<float> output, int frames)
    {
        // Where no frame is missing at either end, the sum repeats with the hop.
        long first = NFft / 2, end = (long)(frames - 1) * HopLength - NFft / 2;
        for (int i = 0; i < output.Length; i++)
        {
            float sum = i >= first && i <= end ? _interior[i % HopLength] : SquaredWindows(i, 0, frames - 1);
            if (sum > Tiny)
                output[i] /= sum;
        }
    }

    private float SquaredWindows(int sample, int firstFrame, int lastFrame)
    {
        // Frame f covers the sample at position sample + NFft / 2 - f * hop of its window.
        long position = (long)sample + NFft / 2;
        long beyond = position - NFft + 1;
        long low = Math.Max(firstFrame, beyond <= 0 ? beyond / HopLength : (beyond - 1) / HopLength + 1);
        long high = Math.Min(lastFrame, position / HopLength);
        double sum = 0;
        for (long f = low; f <= high; f++)
        {
            double w = _window[position - f * HopLength];
            sum += w * w;
        }
        return (float)sum;
    }
}
