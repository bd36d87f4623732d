namespace EmotionKit.Sequences;

/// <summary>Subtracts a mean from each coefficient and divides by a standard deviation. Immutable and thread-safe.</summary>
public sealed class FrameScaler
{
    private readonly float[] _mean;
    private readonly float[] _deviation;
    private readonly float[] _factor;

    /// <summary>A scaler of given moments.</summary>
    /// <param name="mean">Of each coefficient.</param>
    /// <param name="deviation">Of each coefficient, 0 or more. Where it is 0 the coefficient was constant, and is left undivided (as
    /// scikit-learn's <c>StandardScaler</c> does).</param>
    /// <exception cref="ArgumentException">Lengths differ, or a value is out of range.</exception>
    public FrameScaler(ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation)
    {
        Check.AtLeast(mean.Length, 1);
        Check.Length(deviation.Length, mean.Length, nameof(deviation));
        foreach (float value in mean)
            Check.Finite(value, nameof(mean));
        _mean = mean.ToArray();
        _deviation = deviation.ToArray();
        _factor = new float[_mean.Length];
        for (int i = 0; i < _factor.Length; i++)
        {
            Check.Finite(_deviation[i], nameof(deviation));
            Check.AtLeast(_deviation[i], 0, nameof(deviation));
            float factor = 1 / _deviation[i];
            _factor[i] = float.IsFinite(factor) ? factor : 1;
        }
    }

    /// <summary>Coefficients per frame.</summary>
    public int Width => _mean.Length;

    /// <summary>The mean of each coefficient.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>The standard deviation of each coefficient.</summary>
    public ReadOnlySpan<float> Deviation => _deviation;

    /// <summary>Scales frames.</summary>
    /// <param name="frames">[frame, coefficient].</param>
    /// <param name="output">As long as <paramref name="frames"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Apply(ReadOnlySpan<float> frames, Span<float> output)
    {
        int width = Width;
        Check.Length(output.Length, frames.Length, nameof(output));
        if (frames.Length % width != 0)
            throw new ArgumentException($"frames: expected a multiple of {width} values, got {frames.Length}.", nameof(frames));
        for (int start = 0; start < frames.Length; start += width)
        {
            ReadOnlySpan<float> frame = frames.Slice(start, width);
            Span<float> scaled = output.Slice(start, width);
            for (int i = 0; i < frame.Length; i++)
                scaled[i] = (frame[i] - _mean[i]) * _factor[i];
        }
    }
}
