namespace EmotionKit.Neural.Kernels;

/// <summary>Convolution (cross-correlation, as every framework has it) of images and sequences, channels last.</summary>
internal static class Convolution
{
    /// <summary>y = activation(x * weights + bias). The bias is per output channel, or empty.</summary>
    public static void Forward(
        in ConvGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Activation activation, Span<float> y, int threads)
    {
        CheckLengths(g, x.Length, weights.Length, y.Length);
        int pixels = g.OutH * g.OutW, groupIn = g.InC / g.Groups, groupOut = g.OutC / g.Groups, taps = g.KH * g.KW * groupIn;
        float[] columns = new float[pixels * taps];
        for (int n = 0; n < g.Batch; n++)
        {
            for (int group = 0; group < g.Groups; group++)
            {
                Gather(g, x.Slice(n * g.InH * g.InW * g.InC, g.InH * g.InW * g.InC), group, columns);
                Gemm.Multiply(
                    false, false, pixels, groupOut, taps, columns, taps, weights[(group * groupOut)..], g.OutC, 0,
                    y[(n * pixels * g.OutC + group * groupOut)..], g.OutC,
                    bias.IsEmpty ? bias : bias.Slice(group * groupOut, groupOut), activation, threads);
            }
        }
    }

    /// <summary>dx = the gradient of the input, overwritten.</summary>
    public static void BackwardInput(in ConvGeometry g, ReadOnlySpan<float> dy, ReadOnlySpan<float> weights, Span<float> dx, int threads)
    {
        CheckLengths(g, dx.Length, weights.Length, dy.Length);
        int pixels = g.OutH * g.OutW, groupIn = g.InC / g.Groups, groupOut = g.OutC / g.Groups, taps = g.KH * g.KW * groupIn;
        float[] columns = new float[pixels * taps];
        dx.Clear();
        for (int n = 0; n < g.Batch; n++)
        {
            for (int group = 0; group < g.Groups; group++)
            {
                Gemm.Multiply(
                    false, true, pixels, taps, groupOut, dy[(n * pixels * g.OutC + group * groupOut)..], g.OutC, weights[(group * groupOut)..], g.OutC,
                    0, columns, taps, threads);
                Scatter(g, columns, group, dx.Slice(n * g.InH * g.InW * g.InC, g.InH * g.InW * g.InC));
            }
        }
    }

    /// <summary>The gradients of weights and bias, overwritten; dBias may be empty.</summary>
    public static void BackwardWeights(
        in ConvGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dWeights, Span<float> dBias, int threads)
    {
        CheckLengths(g, x.Length, dWeights.Length, dy.Length);
        int pixels = g.OutH * g.OutW, groupIn = g.InC / g.Groups, groupOut = g.OutC / g.Groups, taps = g.KH * g.KW * groupIn;
        float[] columns = new float[pixels * taps];
        if (!dBias.IsEmpty)
            VectorOps.ColumnSums(g.Batch * pixels, g.OutC, dy, dBias);
        dWeights.Clear();
        for (int n = 0; n < g.Batch; n++)
        {
            for (int group = 0; group < g.Groups; group++)
            {
                Gather(g, x.Slice(n * g.InH * g.InW * g.InC, g.InH * g.InW * g.InC), group, columns);
                Gemm.Multiply(
                    true, false, taps, groupOut, pixels, columns, taps, dy[(n * pixels * g.OutC + group * groupOut)..], g.OutC,
                    1, dWeights[(group * groupOut)..], g.OutC, threads);
            }
        }
    }

    private static void Gather(in ConvGeometry g, ReadOnlySpan<float> image, int group, Span<float> columns)
    {
        int width = g.InC / g.Groups, at = 0;
        for (int oy = 0; oy < g.OutH; oy++)
        {
            for (int ox = 0; ox < g.OutW; ox++)
            {
                for (int ky = 0; ky < g.KH; ky++)
                {
                    int iy = oy * g.StrideH - g.PadTop + ky * g.DilationH;
                    for (int kx = 0; kx < g.KW; kx++, at += width)
                    {
                        int ix = ox * g.StrideW - g.PadLeft + kx * g.DilationW;
                        Span<float> target = columns.Slice(at, width);
                        if ((uint)iy < (uint)g.InH && (uint)ix < (uint)g.InW)
                            image.Slice((iy * g.InW + ix) * g.InC + group * width, width).CopyTo(target);
                        else
                            target.Clear();
                    }
                }
            }
        }
    }

    private static void Scatter(in ConvGeometry g, ReadOnlySpan<float> columns, int group, Span<float> image)
    {
        int width = g.InC / g.Groups, at = 0;
        for (int oy = 0; oy < g.OutH; oy++)
        {
            for (int ox = 0; ox < g.OutW; ox++)
            {
                for (int ky = 0; ky < g.KH; ky++)
                {
                    int iy = oy * g.StrideH - g.PadTop + ky * g.DilationH;
                    for (int kx = 0; kx < g.KW; kx++, at += width)
                    {
                        int ix = ox * g.StrideW - g.PadLeft + kx * g.DilationW;
                        if ((uint)iy >= (uint)g.InH || (uint)ix >= (uint)g.InW)
                            continue;
                        Span<float> target = image.Slice((iy * g.InW + ix) * g.InC + group * width, width);
                        VectorOps.Add(target, columns.Slice(at, width), target);
                    }
                }
            }
        }
    }

    private static void CheckLengths(in ConvGeometry g, int x, int weights, int y)
    {
        g.Validate();
        Check.Length(x, g.InputLength, "x");
        Check.Length(weights, g.WeightLength, "weights");
        Check.Length(y, g.OutputLength, "y");
    }
}
