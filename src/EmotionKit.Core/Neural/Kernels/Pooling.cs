namespace EmotionKit.Neural.Kernels;

/// <summary>Maximum and average pooling of images and sequences, channels last. A window that lies wholly in the padding gives 0.</summary>
internal static class Pooling
{
    /// <summary>y = the maximum of each window; argmax, where not empty, keeps its place in the image [height, width] (-1: none), for the backward pass.</summary>
    public static void MaxForward(in ConvGeometry g, ReadOnlySpan<float> x, Span<float> y, Span<int> argmax, int threads)
    {
        CheckLengths(g, x.Length, y.Length);
        if (!argmax.IsEmpty)
            Check.Length(argmax.Length, y.Length, nameof(argmax));
        _ = threads;
        int at = 0;
        for (int n = 0; n < g.Batch; n++)
        {
            ReadOnlySpan<float> image = x.Slice(n * g.InH * g.InW * g.InC, g.InH * g.InW * g.InC);
            for (int oy = 0; oy < g.OutH; oy++)
            {
                for (int ox = 0; ox < g.OutW; ox++)
                {
                    for (int c = 0; c < g.InC; c++, at++)
                    {
                        float best = float.NegativeInfinity;
                        int place = -1;
                        for (int ky = 0; ky < g.KH; ky++)
                        {
                            int iy = oy * g.StrideH - g.PadTop + ky * g.DilationH;
                            for (int kx = 0; kx < g.KW; kx++)
                            {
                                int ix = ox * g.StrideW - g.PadLeft + kx * g.DilationW;
                                if ((uint)iy >= (uint)g.InH || (uint)ix >= (uint)g.InW)
                                    continue;
                                float value = image[(iy * g.InW + ix) * g.InC + c];
                                if (place < 0 || value > best || float.IsNaN(value))
                                    (best, place) = (value, iy * g.InW + ix);
                            }
                        }
                        y[at] = place < 0 ? 0 : best;
                        if (!argmax.IsEmpty)
                            argmax[at] = place;
                    }
                }
            }
        }
    }

    /// <summary>dx = dy at the places of the maxima, overwritten.</summary>
    public static void MaxBackward(in ConvGeometry g, ReadOnlySpan<float> dy, ReadOnlySpan<int> argmax, Span<float> dx, int threads)
    {
        CheckLengths(g, dx.Length, dy.Length);
        Check.Length(argmax.Length, dy.Length, nameof(argmax));
        _ = threads;
        dx.Clear();
        int pixels = g.OutH * g.OutW;
        for (int n = 0; n < g.Batch; n++)
        {
            Span<float> image = dx.Slice(n * g.InH * g.InW * g.InC, g.InH * g.InW * g.InC);
            for (int i = 0; i < pixels * g.InC; i++)
            {
                int place = argmax[n * pixels * g.InC + i];
                if (place >= 0)
                    image[place * g.InC + i % g.InC] += dy[n * pixels * g.InC + i];
            }
        }
    }

    /// <summary>y = the mean of each window over what lies in the image (padding is not counted).</summary>
    public static void AverageForward(in ConvGeometry g, ReadOnlySpan<float> x, Span<float> y, int threads)
    {
        CheckLengths(g, x.Length, y.Length);
        _ = threads;
        y.Clear();
        for (int n = 0; n < g.Batch; n++)
        {
            ReadOnlySpan<float> image = x.Slice(n * g.InH * g.InW * g.InC, g.InH * g.InW * g.InC);
            for (int oy = 0; oy < g.OutH; oy++)
            {
                for (int ox = 0; ox < g.OutW; ox++)
                {
                    Span<float> target = y.Slice(((n * g.OutH + oy) * g.OutW + ox) * g.InC, g.InC);
                    int count = 0;
                    for (int ky = 0; ky < g.KH; ky++)
                    {
                        int iy = oy * g.StrideH - g.PadTop + ky * g.DilationH;
                        for (int kx = 0; kx < g.KW; kx++)
                        {
                            int ix = ox * g.StrideW - g.PadLeft + kx * g.DilationW;
                            if ((uint)iy >= (uint)g.InH || (uint)ix >= (uint)g.InW)
                                continue;
                            VectorOps.Add(target, image.Slice((iy * g.InW + ix) * g.InC, g.InC), target);
                            count++;
                        }
                    }
                    VectorOps.Scale(1f / Math.Max(count, 1), target);
                }
            }
        }
    }

    /// <summary>dx = the gradient of <see cref="AverageForward"/>, overwritten.</summary>
    public static void AverageBackward(in ConvGeometry g, ReadOnlySpan<float> dy, Span<float> dx, int threads)
    {
        CheckLengths(g, dx.Length, dy.Length);
        _ = threads;
        dx.Clear();
        for (int n = 0; n < g.Batch; n++)
        {
            Span<float> image = dx.Slice(n * g.InH * g.InW * g.InC, g.InH * g.InW * g.InC);
            for (int oy = 0; oy < g.OutH; oy++)
            {
                for (int ox = 0; ox < g.OutW; ox++)
                {
                    ReadOnlySpan<float> source = dy.Slice(((n * g.OutH + oy) * g.OutW + ox) * g.InC, g.InC);
                    float share = 1f / Math.Max(Taps(oy, g.StrideH, g.PadTop, g.KH, g.DilationH, g.InH) * Taps(ox, g.StrideW, g.PadLeft, g.KW, g.DilationW, g.InW), 1);
                    for (int ky = 0; ky < g.KH; ky++)
                    {
                        int iy = oy * g.StrideH - g.PadTop + ky * g.DilationH;
                        for (int kx = 0; kx < g.KW; kx++)
                        {
                            int ix = ox * g.StrideW - g.PadLeft + kx * g.DilationW;
                            if ((uint)iy < (uint)g.InH && (uint)ix < (uint)g.InW)
                                VectorOps.Axpy(share, source, image.Slice((iy * g.InW + ix) * g.InC, g.InC));
                        }
                    }
                }
            }
        }
    }

    private static int Taps(int at, int stride, int pad, int kernel, int dilation, int length)
    {
        int count = 0;
        for (int k = 0; k < kernel; k++)
        {
            if ((uint)(at * stride - pad + k * dilation) < (uint)length)
                count++;
        }
        return count;
    }

    private static void CheckLengths(in ConvGeometry g, int x, int y)
    {
        g.Validate();
        Check.Length(g.OutC, g.InC, "OutC");
        Check.Length(x, g.InputLength, "x");
        Check.Length(y, g.OutputLength, "y");
    }
}
