namespace EmotionKit.Core.Tests.Neural;

/// <summary>Convolution and pooling by their definition.</summary>
internal static class ReferenceWindows
{
    public static RowValue Convolve(
        RowValue x, int kh, int kw, int filters, int groups, int sh, int sw, int dh, int dw, (int Before, int After) vertical, (int Before, int After) horizontal,
        double[] kernel, double[]? bias)
    {
        (int height, int width, int channels) = Image(x);
        groups = groups == 0 ? channels : groups;
        int perGroup = channels / groups, outputs = filters / groups;
        int outH = Count(height, vertical, (kh - 1) * dh + 1, sh), outW = Count(width, horizontal, (kw - 1) * dw + 1, sw);
        RowValue y = x.Shape.Length == 2 ? RowValue.Zeros(outW, filters) : RowValue.Zeros(outH, outW, filters);
        for (int oy = 0; oy < outH; oy++)
        {
            for (int ox = 0; ox < outW; ox++)
            {
                for (int o = 0; o < filters; o++)
                {
                    double sum = bias?[o] ?? 0;
                    foreach ((int ky, int kx, int iy, int ix) in Taps(oy, ox, kh, kw, sh, sw, dh, dw, vertical.Before, horizontal.Before, height, width))
                    {
                        for (int c = 0; c < perGroup; c++)
                            sum += x.Data[(iy * width + ix) * channels + o / outputs * perGroup + c] * kernel[((ky * kw + kx) * perGroup + c) * filters + o];
                    }
                    y.Data[(oy * outW + ox) * filters + o] = sum;
                }
            }
        }
        return y;
    }

    public static RowValue Pool(
        RowValue x, int kh, int kw, int sh, int sw, (int Before, int After) vertical, (int Before, int After) horizontal, Func<IEnumerable<double>, double> join)
    {
        (int height, int width, int channels) = Image(x);
        int outH = Count(height, vertical, kh, sh), outW = Count(width, horizontal, kw, sw);
        RowValue y = x.Shape.Length == 2 ? RowValue.Zeros(outW, channels) : RowValue.Zeros(outH, outW, channels);
        for (int i = 0; i < y.Data.Length; i++)
        {
            int c = i % channels, ox = i / channels % outW, oy = i / channels / outW;
            y.Data[i] = join(Taps(oy, ox, kh, kw, sh, sw, 1, 1, vertical.Before, horizontal.Before, height, width)
                .Select(tap => x.Data[(tap.Iy * width + tap.Ix) * channels + c]));
        }
        return y;
    }

    private static (int Height, int Width, int Channels) Image(RowValue x) =>
        x.Shape.Length == 2 ? (1, x.Shape[0], x.Shape[1]) : (x.Shape[0], x.Shape[1], x.Shape[2]);

    // A row shorter than a window counts as padded to one.
    private static int Count(int size, (int Before, int After) pads, int span, int stride) =>
        Math.Max(0, size + pads.Before + pads.After - span) / stride + 1;

    private static IEnumerable<(int Ky, int Kx, int Iy, int Ix)> Taps(
        int oy, int ox, int kh, int kw, int sh, int sw, int dh, int dw, int top, int left, int height, int width)
    {
        for (int ky = 0; ky < kh; ky++)
        {
            for (int kx = 0; kx < kw; kx++)
            {
                int iy = oy * sh + ky * dh - top, ix = ox * sw + kx * dw - left;
                if (iy >= 0 && iy < height && ix >= 0 && ix < width)
                    yield return (ky, kx, iy, ix);
            }
        }
    }
}
