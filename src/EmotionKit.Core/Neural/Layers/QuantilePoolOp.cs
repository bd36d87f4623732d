using System.Numerics;

namespace EmotionKit.Neural;

/// <summary>Quantiles over all frames or pixels within the row's length.</summary>
internal sealed class QuantilePoolOp(QuantilePoolingLayer spec) : LayerOp([])
{
    private readonly double[] _quantiles = [.. spec.Quantiles];

    private Vector<float>[] _columns = [];
    private float[] _values = [];
    private int[] _frames = [];

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => null;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor x = inputs[0];
        for (int row = 0; row < x.Batch; row++)
        {
            ReadOnlySpan<float> values = x.Valid(row);
            Span<float> joined = output.Row(row);
            for (int channel = 0; channel < x.Channels; channel += Vector<float>.Count)
                Join(Sorted(values, x.Channels, channel), channel, joined, x.Channels);
        }
    }

    /// <summary>A quantile depends on the two values that it lies between.</summary>
    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        if (inputGradients[0] is not { } wanted)
            return;
        Tensor x = inputs[0];
        int channels = x.Channels;
        Span<float> dx = Values(wanted, x.Length), dy = Values(gradient, output.Length);
        dx.Clear();
        if (_values.Length < x.RowSize / channels)
            (_values, _frames) = (new float[x.RowSize / channels], new int[x.RowSize / channels]);
        for (int row = 0; row < x.Batch; row++)
        {
            ReadOnlySpan<float> values = x.Valid(row);
            Span<float> target = dx.Slice(row * x.RowSize, values.Length);
            int count = values.Length / channels;
            for (int channel = 0; channel < channels; channel++)
            {
                for (int f = 0; f < count; f++)
                    (_values[f], _frames[f]) = (values[f * channels + channel], f);
                Array.Sort(_values, _frames, 0, count);
                for (int q = 0; q < _quantiles.Length; q++)
                {
                    (int low, float share) = Place(_quantiles[q], count);
                    float slope = dy[row * output.RowSize + q * channels + channel];
                    target[_frames[low] * channels + channel] += (1 - share) * slope;
                    if (share > 0)
                        target[_frames[low + 1] * channels + channel] += share * slope;
                }
            }
        }
    }

    /// <summary>The value below a quantile, and how far it is from there to the next.</summary>
    private static (int Low, float Share) Place(double quantile, int count)
    {
        double at = quantile * (count - 1);
        int low = (int)at;
        return (low, (float)(at - low));
    }

    private void Join(ReadOnlySpan<Vector<float>> sorted, int channel, Span<float> joined, int channels)
    {
        for (int q = 0; q < _quantiles.Length; q++)
        {
            (int low, float share) = Place(_quantiles[q], sorted.Length);
            Vector<float> value = sorted[low];
            if (share > 0)
                value += share * (sorted[low + 1] - value);
            for (int lane = 0; lane < Vector<float>.Count && channel + lane < channels; lane++)
                joined[q * channels + channel + lane] = value[lane];
        }
    }

    /// <summary>The values of a vector's channels, each channel sorted by itself. A channel that holds a NaN becomes NaN, so that it shows in the loss.</summary>
    private ReadOnlySpan<Vector<float>> Sorted(ReadOnlySpan<float> values, int channels, int channel)
    {
        int frames = values.Length / channels;
        if (_columns.Length < frames)
            _columns = new Vector<float>[frames];
        Span<Vector<float>> columns = _columns.AsSpan(0, frames);
        int lanes = Math.Min(Vector<float>.Count, channels - channel);
        Span<float> frame = stackalloc float[Vector<float>.Count];
        frame.Clear();
        var unordered = Vector<int>.Zero;
        for (int f = 0; f < frames; f++)
        {
            values.Slice(f * channels + channel, lanes).CopyTo(frame);
            columns[f] = new Vector<float>(frame);
            unordered |= ~Vector.Equals(columns[f], columns[f]);
        }
        Sort(columns);
        if (unordered != Vector<int>.Zero)
        {
            foreach (ref Vector<float> column in columns)
                column = Vector.ConditionalSelect(unordered, new Vector<float>(float.NaN), column);
        }
        return columns;
    }

    /// <summary>Batcher's merge exchange (Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M): the same exchanges whatever the values, so that
    /// every lane is sorted at once.</summary>
    private static void Sort(Span<Vector<float>> columns)
    {
        int count = columns.Length;
        if (count < 2)
            return;
        int top = 1 << (BitOperations.Log2((uint)(count - 1)));
        for (int p = top; p > 0; p >>= 1)
        {
            int q = top, r = 0, d = p;
            while (true)
            {
                for (int i = 0; i < count - d; i++)
                {
                    if ((i & p) == r)
                    {
                        Vector<float> a = columns[i], b = columns[i + d];
                        columns[i] = Vector.MinNative(a, b);
                        columns[i + d] = Vector.MaxNative(a, b);
                    }
                }
                if (q == p)
                    break;
                d = q - p;
                q >>= 1;
                r = p;
            }
        }
    }
}
