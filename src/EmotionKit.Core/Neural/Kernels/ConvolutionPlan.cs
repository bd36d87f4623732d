namespace EmotionKit.Neural.Kernels;

/// <summary>
/// A convolution without padding over a frame into which the image is copied, or over the image itself where they are the same. Weights that meet
/// neighbouring numbers of the frame are one run of a sum.
/// </summary>
internal readonly unsafe struct ConvolutionPlan
{
    private ConvolutionPlan(in ConvGeometry g, int imageH, int imageW, int channels, int top, int left, int frameH, int frameW, int outH, int outW, int outC, int strideH, int strideW)
    {
        ImageH = imageH;
        ImageW = imageW;
        Channels = channels;
        Top = top;
        Left = left;
        FrameH = frameH;
        FrameW = frameW;
        OutH = outH;
        OutW = outW;
        OutC = outC;
        StrideH = strideH;
        StrideW = strideW;
        KW = g.KW;
        DilationH = g.DilationH;
        DilationW = g.DilationW;
        Groups = g.Groups;
        WholeRows = g.Groups == 1 && g.DilationW == 1;
        Runs = WholeRows ? g.KH : g.KH * g.KW;
        RunLength = WholeRows ? g.KW * channels : channels / g.Groups;
    }

    public int ImageH { get; }

    public int ImageW { get; }

    /// <summary>Channels of the image.</summary>
    public int Channels { get; }

    /// <summary>The image's place in the frame; negative where its edge is left out.</summary>
    public int Top { get; }

    public int Left { get; }

    public int FrameH { get; }

    public int FrameW { get; }

    public int OutH { get; }

    public int OutW { get; }

    public int OutC { get; }

    public int StrideH { get; }

    public int StrideW { get; }

    public int Groups { get; }

    /// <summary>Runs of neighbouring numbers in the window of one output and group.</summary>
    public int Runs { get; }

    public int RunLength { get; }

    public int Pixels => OutH * OutW;

    public int GroupOut => OutC / Groups;

    public int GroupIn => Channels / Groups;

    public bool NeedsFrame => Top != 0 || Left != 0 || FrameH != ImageH || FrameW != ImageW;

    public int FrameLength => checked(FrameH * FrameW * Channels);

    public int ImageLength => ImageH * ImageW * Channels;

    /// <summary>Whether a run is a whole row of the window: its numbers are neighbours.</summary>
    private bool WholeRows { get; }

    private int KW { get; }

    private int DilationH { get; }

    private int DilationW { get; }

    /// <summary>The forward pass.</summary>
    public static ConvolutionPlan Forward(in ConvGeometry g) => new(
        g, g.InH, g.InW, g.InC, g.PadTop, g.PadLeft, g.InH + g.PadTop + g.PadBottom, g.InW + g.PadLeft + g.PadRight, g.OutH, g.OutW, g.OutC, g.StrideH, g.StrideW);

    /// <summary>The gradient of the input of a convolution without strides: a convolution of the output's gradient with the weights turned round.</summary>
    public static ConvolutionPlan Backward(in ConvGeometry g)
    {
        int spanH = (g.KH - 1) * g.DilationH, spanW = (g.KW - 1) * g.DilationW;
        return new(g, g.OutH, g.OutW, g.OutC, spanH - g.PadTop, spanW - g.PadLeft, g.InH + spanH, g.InW + spanW, g.InH, g.InW, g.InC, 1, 1);
    }

    /// <summary>Where a run of a group starts, from the window's first number.</summary>
    public nint RunOffset(int run, int group)
    {
        int ky = WholeRows ? run : run / KW, kx = WholeRows ? 0 : run % KW;
        return ((nint)ky * DilationH * FrameW + kx * DilationW) * Channels + group * GroupIn;
    }

    /// <summary>Whether windows of some rows of outputs reach above or below the image.</summary>
    public bool ReachesOut => Top > 0 || FrameH > Top + ImageH;

    /// <summary>The runs of a row's windows that meet rows of the image.</summary>
    public (int First, int Count) RunsInside(int outY)
    {
        int perRow = WholeRows ? 1 : KW, start = outY * StrideH - Top;
        int first = start >= 0 ? 0 : (-start + DilationH - 1) / DilationH;
        int end = Math.Min(Runs / perRow, start >= ImageH ? 0 : (ImageH - 1 - start) / DilationH + 1);
        return (first * perRow, Math.Max(0, end - first) * perRow);
    }

    /// <summary>Where the window of an output starts in the frame.</summary>
    public nint WindowOffset(int outY, int outX) => ((nint)outY * StrideH * FrameW + outX * StrideW) * Channels;

    /// <summary>Copies the image into its place in the frame, zeros around it.</summary>
    public void Fill(float* image, float* frame)
    {
        int firstX = Math.Max(0, -Left), countX = Math.Min(ImageW, FrameW - Left) - firstX;
        for (int fy = 0; fy < FrameH; fy++)
        {
            var row = new Span<float>(frame + (nint)fy * FrameW * Channels, FrameW * Channels);
            int y = fy - Top;
            if (y < 0 || y >= ImageH || countX <= 0)
            {
                row.Clear();
                continue;
            }
            int start = (firstX + Left) * Channels, count = countX * Channels;
            row[..start].Clear();
            new ReadOnlySpan<float>(image + ((nint)y * ImageW + firstX) * Channels, count).CopyTo(row[start..]);
            row[(start + count)..].Clear();
        }
    }
}
