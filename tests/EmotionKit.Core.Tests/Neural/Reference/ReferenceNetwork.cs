using EmotionKit.Neural;

namespace EmotionKit.Core.Tests.Neural;

/// <summary>
/// A network in double precision, written from the layers' definitions: each row by itself, as long as it is, without batches, padding
/// or lengths. Batch normalisation alone sees all rows.
/// </summary>
internal sealed class ReferenceNetwork(NetworkDefinition network, Dictionary<string, double[]> parameters)
{
    public List<RowValue> Forward(List<RowValue> rows, bool training)
    {
        var values = new Dictionary<string, List<RowValue>> { [NetworkDefinition.InputName] = rows };
        foreach (NetworkLayer layer in network.Layers)
        {
            double[] P(string name) => parameters[$"{layer.Name}.{name}"];
            List<RowValue>[] inputs = [.. layer.Inputs.Select(name => values[name])];
            values[layer.Name] = layer.Spec is BatchNormLayer norm
                ? BatchNorm(norm, inputs[0], P, training)
                : [.. Enumerable.Range(0, rows.Count).Select(r => Row(layer.Spec, [.. inputs.Select(input => input[r])], P))];
        }
        return values[network.Output.Name];
    }

    private static RowValue Row(LayerSpec spec, RowValue[] x, Func<string, double[]> p) => spec switch
    {
        DenseLayer dense => Dense(dense, x[0], p),
        Conv1DLayer c => ReferenceWindows.Convolve(
            x[0], 1, c.Kernel, c.Filters, c.Groups, 1, c.Stride, 1, c.Dilation, (0, 0), Pads(c.Padding, c.Kernel, c.Dilation, c.PadBefore, c.PadAfter), p("kernel"), c.UseBias ? p("bias") : null),
        Conv2DLayer c => ReferenceWindows.Convolve(
            x[0], c.KernelHeight, c.KernelWidth, c.Filters, c.Groups, c.StrideHeight, c.StrideWidth, c.DilationHeight, c.DilationWidth,
            Pads(c.Padding, c.KernelHeight, c.DilationHeight, c.PadTop, c.PadBottom), Pads(c.Padding, c.KernelWidth, c.DilationWidth, c.PadLeft, c.PadRight), p("kernel"), c.UseBias ? p("bias") : null),
        MaxPool1DLayer m => ReferenceWindows.Pool(x[0], 1, m.Size, 1, Or(m.Stride, m.Size), (0, 0), Pads(m.Padding, m.Size, 1, 0, 0), values => values.Max()),
        AveragePool1DLayer m => ReferenceWindows.Pool(x[0], 1, m.Size, 1, Or(m.Stride, m.Size), (0, 0), Pads(m.Padding, m.Size, 1, 0, 0), values => values.Average()),
        MaxPool2DLayer m => ReferenceWindows.Pool(
            x[0], m.Height, m.Width, Or(m.StrideHeight, m.Height), Or(m.StrideWidth, m.Width), Pads(m.Padding, m.Height, 1, 0, 0), Pads(m.Padding, m.Width, 1, 0, 0), values => values.Max()),
        AveragePool2DLayer m => ReferenceWindows.Pool(
            x[0], m.Height, m.Width, Or(m.StrideHeight, m.Height), Or(m.StrideWidth, m.Width), Pads(m.Padding, m.Height, 1, 0, 0), Pads(m.Padding, m.Width, 1, 0, 0), values => values.Average()),
        GlobalPoolingLayer g => OverFrames(x[0], values => Joined(g.Pool, values)),
        QuantilePoolingLayer q => Quantiles(q, x[0]),
        DeltaLayer d => Deltas(d, x[0]),
        AttentionPoolingLayer a => Attention(a, x[0], p),
        LstmLayer l => ReferenceRecurrent.Run(l, x[0], p, ReferenceRecurrent.LstmStep),
        GruLayer g => ReferenceRecurrent.Run(g, x[0], p, ReferenceRecurrent.GruStep),
        LayerNormLayer n => LayerNorm(n, x[0], p),
        ReluLayer => x[0].Map(v => Math.Max(v, 0)),
        LeakyReluLayer l => x[0].Map(v => v > 0 ? v : l.Slope * v),
        GeluLayer => x[0].Map(v => v * NormalDistribution(v)),
        SigmoidLayer => x[0].Map(v => 1 / (1 + Math.Exp(-v))),
        TanhLayer => x[0].Map(Math.Tanh),
        SoftmaxLayer => Softmax(x[0]),
        DropoutLayer or SpatialDropoutLayer => x[0],
        MaskingLayer m => Trim(x[0], m),
        FlattenLayer => new RowValue(x[0].Data, [x[0].Data.Length]),
        ReshapeLayer r => new RowValue(x[0].Data, Resolve(r.Target.ToArray(), x[0].Data.Length)),
        AddLayer => x[0] with { Data = [.. x[0].Data.Select((_, i) => x.Sum(input => input.Data[i]))] },
        ConcatenateLayer => Concatenate(x),
        _ => throw new ArgumentException(spec.Kind),
    };

    private static double Joined(PoolKind pool, IEnumerable<double> values) => pool switch
    {
        PoolKind.Max => values.Max(),
        PoolKind.Deviation => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)) + 1e-5),
        _ => values.Average(),
    };

    private static int Or(int stride, int size) => stride == 0 ? size : stride;

    private static (int Before, int After) Pads(Padding padding, int kernel, int dilation, int before, int after)
    {
        int total = dilation * (kernel - 1);
        return padding switch { Padding.Same => (total / 2, total - total / 2), Padding.Explicit => (before, after), _ => (0, 0) };
    }

    private static RowValue Dense(DenseLayer dense, RowValue x, Func<string, double[]> p)
    {
        var y = RowValue.Zeros([.. x.Shape[..^1], dense.Units]);
        for (int f = 0; f < x.Frames; f++)
        {
            for (int u = 0; u < dense.Units; u++)
            {
                double sum = dense.UseBias ? p("bias")[u] : 0;
                for (int c = 0; c < x.Channels; c++)
                    sum += x.Data[f * x.Channels + c] * p("kernel")[c * dense.Units + u];
                y.Data[f * dense.Units + u] = sum;
            }
        }
        return y;
    }

    private static RowValue OverFrames(RowValue x, Func<IEnumerable<double>, double> join) =>
        new([.. Enumerable.Range(0, x.Channels).Select(c => join(Enumerable.Range(0, x.Frames).Select(f => x.Data[f * x.Channels + c])))], [x.Channels]);

    private static RowValue Quantiles(QuantilePoolingLayer layer, RowValue x) => new(
        [.. layer.Quantiles.SelectMany(quantile => OverFrames(x, values => Quantile([.. values.Order()], quantile)).Data)], [x.Channels * layer.Quantiles.Count]);

    private static double Quantile(double[] sorted, double quantile)
    {
        double at = quantile * (sorted.Length - 1);
        int low = (int)Math.Floor(at), high = (int)Math.Ceiling(at);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /// <summary>By least squares, as Savitzky and Golay: the leading coefficient of the polynomial through the frames around each, scaled as if they were noise of variance 1.</summary>
    private static RowValue Deltas(DeltaLayer layer, RowValue x)
    {
        int frames = x.Shape[0], width = x.Data.Length / frames, parts = layer.Order + 1, half = layer.Width / 2;
        var y = RowValue.Zeros([.. x.Shape.Length == 2 ? x.Shape : x.Shape[..^1], x.Shape.Length == 2 ? parts : x.Channels * parts]);
        for (int t = 0; t < frames; t++)
        {
            for (int i = 0; i < width; i++)
            {
                double[] around = [.. Enumerable.Range(-half, layer.Width).Select(j => x.Data[Math.Clamp(t + j, 0, frames - 1) * width + i])];
                for (int order = 0; order < parts; order++)
                    y.Data[(t * width + i) * parts + order] = order == 0 ? around[half] : LeadingCoefficient(around, order);
            }
        }
        return y;
    }

    private static double LeadingCoefficient(double[] around, int degree)
    {
        // Gram-Schmidt on 1, j, j^2, ...: what is left of j^degree is orthogonal to all lower ones, so that its coefficient is a projection.
        int half = around.Length / 2;
        var basis = new List<double[]>();
        for (int power = 0; power <= degree; power++)
        {
            double[] column = [.. Enumerable.Range(-half, around.Length).Select(j => Math.Pow(j, power))];
            foreach (double[] lower in basis)
            {
                double share = column.Zip(lower, (a, b) => a * b).Sum() / lower.Sum(v => v * v);
                column = [.. column.Zip(lower, (a, b) => a - share * b)];
            }
            basis.Add(column);
        }
        double[] last = basis[^1];
        return around.Zip(last, (a, b) => a * b).Sum() / Math.Sqrt(last.Sum(v => v * v));
    }

    private static RowValue Attention(AttentionPoolingLayer a, RowValue x, Func<string, double[]> p)
    {
        double[] scores = new double[x.Frames];
        for (int f = 0; f < x.Frames; f++)
        {
            double[] frame = x.Data[(f * x.Channels)..((f + 1) * x.Channels)];
            if (a.Units == 0)
            {
                scores[f] = frame.Zip(p("score"), (v, w) => v * w).Sum();
                continue;
            }
            for (int u = 0; u < a.Units; u++)
                scores[f] += p("score")[u] * Math.Tanh(p("bias")[u] + frame.Select((v, c) => v * p("kernel")[c * a.Units + u]).Sum());
        }
        double[] shares = Softmax(new RowValue(scores, [scores.Length])).Data;
        var y = RowValue.Zeros(x.Channels);
        for (int i = 0; i < x.Data.Length; i++)
            y.Data[i % x.Channels] += shares[i / x.Channels] * x.Data[i];
        return y;
    }

    private static RowValue LayerNorm(LayerNormLayer norm, RowValue x, Func<string, double[]> p)
    {
        double[] y = new double[x.Data.Length];
        for (int f = 0; f < x.Frames; f++)
        {
            double[] frame = x.Data[(f * x.Channels)..((f + 1) * x.Channels)];
            double mean = frame.Average(), variance = frame.Average(v => (v - mean) * (v - mean));
            for (int c = 0; c < x.Channels; c++)
                y[f * x.Channels + c] = (frame[c] - mean) / Math.Sqrt(variance + norm.Epsilon) * p("gamma")[c] + p("beta")[c];
        }
        return x with { Data = y };
    }

    private static List<RowValue> BatchNorm(BatchNormLayer norm, List<RowValue> rows, Func<string, double[]> p, bool training)
    {
        int channels = rows[0].Channels;
        double[] mean = [.. p("mean")], variance = [.. p("variance")];
        for (int c = 0; c < channels && training && rows.Sum(r => r.Frames) > 1; c++)
        {
            double[] values = [.. rows.SelectMany(r => r.Data.Where((_, i) => i % channels == c))];
            mean[c] = values.Average();
            variance[c] = values.Average(v => (v - mean[c]) * (v - mean[c]));
        }
        return [.. rows.Select(row => row with
        {
            Data = [.. row.Data.Select((v, i) => (v - mean[i % channels]) / Math.Sqrt(variance[i % channels] + norm.Epsilon) * p("gamma")[i % channels] + p("beta")[i % channels])],
        })];
    }

    private static RowValue Softmax(RowValue x)
    {
        double[] y = new double[x.Data.Length];
        for (int f = 0; f < x.Frames; f++)
        {
            double sum = Enumerable.Range(0, x.Channels).Sum(c => Math.Exp(x.Data[f * x.Channels + c]));
            for (int c = 0; c < x.Channels; c++)
                y[f * x.Channels + c] = Math.Exp(x.Data[f * x.Channels + c]) / sum;
        }
        return x with { Data = y };
    }

    // Abramowitz and Stegun 7.1.5 (series) and 7.1.14 (continued fraction), to machine precision.
    private static double NormalDistribution(double x)
    {
        double z = Math.Abs(x) / Math.Sqrt(2);
        double erf;
        if (z < 3)
        {
            double term = z, sum = z;
            for (int n = 1; n < 200; n++)
            {
                term *= -z * z / n;
                sum += term / (2 * n + 1);
            }
            erf = 2 / Math.Sqrt(Math.PI) * sum;
        }
        else
        {
            double fraction = 0;
            for (int n = 60; n >= 1; n--)
                fraction = n / 2.0 / (z + fraction);
            erf = 1 - Math.Exp(-z * z) / Math.Sqrt(Math.PI) / (z + fraction);
        }
        return 0.5 * (1 + Math.Sign(x) * erf);
    }

    private static RowValue Trim(RowValue x, MaskingLayer masking)
    {
        int frame = x.Data.Length / x.Shape[0];
        double value = masking.Value;
        if (masking.Inside)
        {
            double[][] kept = [.. x.Data.Chunk(frame).Where(values => values.Any(v => v != value))];
            return kept.Length == 0 ? new RowValue(x.Data[..frame], [1, .. x.Shape[1..]]) : new RowValue([.. kept.SelectMany(values => values)], [kept.Length, .. x.Shape[1..]]);
        }
        int last = Array.FindLastIndex(x.Data, v => v != value);
        int length = Math.Max(1, last / frame + 1);
        return new RowValue(x.Data[..(length * frame)], [length, .. x.Shape[1..]]);
    }

    private static int[] Resolve(int[] target, int size)
    {
        int known = target.Where(t => t > 0).Aggregate(1, (a, b) => a * b);
        return [.. target.Select(t => t < 0 ? size / known : t)];
    }

    private static RowValue Concatenate(RowValue[] x)
    {
        var data = new List<double>();
        for (int f = 0; f < x[0].Frames; f++)
        {
            foreach (RowValue input in x)
                data.AddRange(input.Data[(f * input.Channels)..((f + 1) * input.Channels)]);
        }
        return new RowValue([.. data], [.. x[0].Shape[..^1], x.Sum(input => input.Channels)]);
    }
}
