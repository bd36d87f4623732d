using System.Buffers;
using System.Globalization;

namespace EmotionKit.Signal;

/// <summary>
/// Turns the frames of a clip, however many, into one row: statistics of every coefficient over time. Statistic by statistic, in the
/// order of <see cref="PoolOptions"/>' properties, each with all coefficients.
/// </summary>
/// <remarks>Immutable: any number of threads may use one at a time.</remarks>
public sealed class FramePooler
{
    private readonly PoolOptions _options;
    private readonly int _width;

    /// <summary>Plans the pooling.</summary>
    /// <param name="options">The statistics; null: mean and standard deviation.</param>
    /// <param name="width">Coefficients per frame, at least 1.</param>
    /// <exception cref="ArgumentException">No statistic is chosen, or a number is outside its range.</exception>
    public FramePooler(PoolOptions? options, int width)
    {
        _options = options ?? new PoolOptions();
        _options.Validate();
        _width = Check.AtLeast(width, 1);
        OutputWidth = checked(_options.Count * width);
    }

    /// <summary>Values of a row: statistics times coefficients.</summary>
    public int OutputWidth { get; }

    /// <summary>The name of each value: the coefficient's with the statistic behind it, such as <c>mfcc_0_mean</c> or <c>mfcc_0_q0.25</c>.</summary>
    /// <param name="inputNames">One name per coefficient.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than coefficients.</exception>
    public IReadOnlyList<string> Names(IReadOnlyList<string> inputNames)
    {
        ArgumentNullException.ThrowIfNull(inputNames);
        Check.Length(inputNames.Count, _width, nameof(inputNames));
        var names = new List<string>(OutputWidth);
        foreach (string statistic in Statistics())
        {
            foreach (string name in inputNames)
                names.Add($"{name}_{statistic}");
        }
        return names.AsReadOnly();
    }

    /// <summary>Pools.</summary>
    /// <param name="frames">[frame, coefficient], at least one frame.</param>
    /// <param name="output">Receives <see cref="OutputWidth"/> values. A value that is not finite spoils the statistics of its coefficient only.</param>
    /// <exception cref="ArgumentException">There is no frame, or a length does not fit.</exception>
    public void Pool(ReadOnlySpan<float> frames, Span<float> output)
    {
        Check.Length(output.Length, OutputWidth, nameof(output));
        if (frames.IsEmpty || frames.Length % _width != 0)
            throw new ArgumentException($"frames: expected at least one frame of {_width} values, and whole frames, got {frames.Length} values.", nameof(frames));
        int count = frames.Length / _width;
        float[] column = ArrayPool<float>.Shared.Rent(count);
        for (int i = 0; i < _width; i++)
        {
            for (int t = 0; t < count; t++)
                column[t] = frames[t * _width + i];
            Pool(column.AsSpan(0, count), output[i..]);
        }
        ArrayPool<float>.Shared.Return(column);
    }

    private void Pool(Span<float> column, Span<float> output)
    {
        int at = 0;
        double mean = MeanOf(column);
        if (_options.Mean)
            Put(output, ref at, (float)mean);
        if (_options.StandardDeviation)
            Put(output, ref at, (float)DeviationOf(column, mean));
        float slope = _options.Slope ? (float)SlopeOf(column, mean) : 0;
        // Before the frames are sorted.
        if (_options.Segments > 0)
            PoolSegments(column, mean, output[(_width * (_options.Count - 2 * _options.Segments))..]);
        if (_options.Min || _options.Max || _options.Quantiles.Count > 0)
            PoolSorted(column, output, ref at);
        if (_options.Slope)
            Put(output, ref at, slope);
    }

    private void PoolSegments(ReadOnlySpan<float> column, double mean, Span<float> output)
    {
        int at = 0;
        for (int s = 0; s < _options.Segments; s++)
        {
            int start = (int)((long)column.Length * s / _options.Segments), end = (int)((long)column.Length * (s + 1) / _options.Segments);
            ReadOnlySpan<float> part = column[start..Math.Max(end, start + 1)];
            double partMean = MeanOf(part);
            Put(output, ref at, (float)(partMean - mean));
            Put(output, ref at, double.IsNaN(mean) ? float.NaN : (float)DeviationOf(part, partMean));
        }
    }

    // NaN sorts first, so that it would hide in the largest value.
    private void PoolSorted(Span<float> column, Span<float> output, ref int at)
    {
        column.Sort();
        bool spoilt = float.IsNaN(column[0]);
        if (_options.Min)
            Put(output, ref at, column[0]);
        if (_options.Max)
            Put(output, ref at, spoilt ? float.NaN : column[^1]);
        for (int q = 0; q < _options.Quantiles.Count; q++)
            Put(output, ref at, spoilt ? float.NaN : (float)QuantileOf(column, _options.Quantiles[q]));
    }

    private void Put(Span<float> output, ref int statistic, float value) => output[_width * statistic++] = value;

    private static double MeanOf(ReadOnlySpan<float> column)
    {
        double sum = 0;
        foreach (float value in column)
            sum += value;
        return sum / column.Length;
    }

    private static double DeviationOf(ReadOnlySpan<float> column, double mean)
    {
        double sum = 0;
        foreach (float value in column)
            sum += (value - mean) * (value - mean);
        return Math.Sqrt(sum / column.Length);
    }

    // Covariance with time over the variance of time, n (n^2 - 1) / 12.
    private static double SlopeOf(ReadOnlySpan<float> column, double mean)
    {
        double n = column.Length;
        if (column.Length == 1)
            return 0;
        double sum = 0;
        for (int t = 0; t < column.Length; t++)
            sum += (t - (n - 1) / 2) * (column[t] - mean);
        return sum / (n * (n * n - 1) / 12);
    }

    private static double QuantileOf(ReadOnlySpan<float> sorted, double quantile)
    {
        double position = quantile * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * ((double)sorted[above] - sorted[below]);
    }

    private IEnumerable<string> Statistics()
    {
        if (_options.Mean)
            yield return "mean";
        if (_options.StandardDeviation)
            yield return "std";
        if (_options.Min)
            yield return "min";
        if (_options.Max)
            yield return "max";
        foreach (double quantile in _options.Quantiles)
            yield return string.Create(CultureInfo.InvariantCulture, $"q{quantile}");
        if (_options.Slope)
            yield return "slope";
        for (int s = 1; s <= _options.Segments; s++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"part{s}_mean");
            yield return string.Create(CultureInfo.InvariantCulture, $"part{s}_std");
        }
    }
}
