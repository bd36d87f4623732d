namespace EmotionKit.Sequences;

/// <summary>Mean and standard deviation of every coefficient over any number of frames, in double precision, in one pass.</summary>
/// <remarks>Sums are taken of the distances to the first frame, which keeps what would cancel small (Chan, Golub and LeVeque 1983). The
/// order of the frames decides the last bits; add them in one order.</remarks>
public sealed class FrameMoments
{
    private readonly double[] _shift;
    private readonly double[] _sum;
    private readonly double[] _squares;

    /// <summary>Moments of no frames yet.</summary>
    /// <param name="width">Coefficients per frame, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is below 1.</exception>
    public FrameMoments(int width)
    {
        Check.AtLeast(width, 1);
        _shift = new double[width];
        _sum = new double[width];
        _squares = new double[width];
    }

    /// <summary>Coefficients per frame.</summary>
    public int Width => _sum.Length;

    /// <summary>Frames added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds frames.</summary>
    /// <param name="frames">[frame, coefficient].</param>
    /// <exception cref="ArgumentException">The length is no multiple of the width, or a value is not finite.</exception>
    public void Add(ReadOnlySpan<float> frames)
    {
        int width = Width;
        if (frames.Length % width != 0)
            throw new ArgumentException($"frames: expected a multiple of {width} values, got {frames.Length}.", nameof(frames));
        for (int start = 0; start < frames.Length; start += width)
        {
            ReadOnlySpan<float> frame = frames.Slice(start, width);
            if (Count == 0)
            {
                for (int i = 0; i < width; i++)
                    _shift[i] = frame[i];
            }
            for (int i = 0; i < width; i++)
            {
                double distance = frame[i] - _shift[i];
                if (!double.IsFinite(distance))
                    throw new ArgumentException($"frames: expected finite values, got {frame[i]} in frame {start / width}, coefficient {i}.", nameof(frames));
                _sum[i] += distance;
                _squares[i] += distance * distance;
            }
            Count++;
        }
    }

    /// <summary>The mean of each coefficient.</summary>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public double[] Mean()
    {
        RequireFrames();
        double[] mean = new double[Width];
        for (int i = 0; i < mean.Length; i++)
            mean[i] = _shift[i] + _sum[i] / Count;
        return mean;
    }

    /// <summary>The standard deviation of each coefficient, of the whole population (divided by the number of frames).</summary>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public double[] StandardDeviation()
    {
        RequireFrames();
        double[] deviation = new double[Width];
        for (int i = 0; i < deviation.Length; i++)
            deviation[i] = Math.Sqrt(Math.Max(0, (_squares[i] - _sum[i] * _sum[i] / Count) / Count));
        return deviation;
    }

    private void RequireFrames()
    {
        if (Count == 0)
            throw new InvalidOperationException("No frame was added: mean and standard deviation need at least one.");
    }
}
