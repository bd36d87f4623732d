namespace EmotionKit.Neural.Kernels;

/// <summary>The shape of a convolution or pooling of images [batch, height, width, channels]; one dimension is height 1.</summary>
/// <remarks>Weights are [KH, KW, InC / Groups, OutC]; output channel o belongs to group o / (OutC / Groups). Pooling has OutC = InC and ignores the groups.
/// Build it with an initialiser: what is left out is a stride and dilation of 1, no padding and one group.</remarks>
internal readonly record struct ConvGeometry()
{
    public int Batch { get; init; } = 1;
    public int InH { get; init; } = 1;
    public int InW { get; init; } = 1;
    public int InC { get; init; } = 1;
    public int OutC { get; init; } = 1;
    public int KH { get; init; } = 1;
    public int KW { get; init; } = 1;
    public int StrideH { get; init; } = 1;
    public int StrideW { get; init; } = 1;
    public int PadTop { get; init; }
    public int PadBottom { get; init; }
    public int PadLeft { get; init; }
    public int PadRight { get; init; }
    public int DilationH { get; init; } = 1;
    public int DilationW { get; init; } = 1;
    public int Groups { get; init; } = 1;

    public int OutH => Extent(InH + PadTop + PadBottom, KH, StrideH, DilationH);
    public int OutW => Extent(InW + PadLeft + PadRight, KW, StrideW, DilationW);
    public int InputLength => checked(Batch * InH * InW * InC);
    public int OutputLength => checked(Batch * OutH * OutW * OutC);
    public int WeightLength => checked(KH * KW * (InC / Groups) * OutC);

    /// <summary>Throws where a size, stride or dilation is below 1, a padding is negative, groups do not divide the channels, or nothing comes out.</summary>
    public void Validate()
    {
        Check.AtLeast(Batch, 0);
        Check.AtLeast(InH, 1);
        Check.AtLeast(InW, 1);
        Check.AtLeast(InC, 1);
        Check.AtLeast(OutC, 1);
        Check.AtLeast(KH, 1);
        Check.AtLeast(KW, 1);
        Check.AtLeast(StrideH, 1);
        Check.AtLeast(StrideW, 1);
        Check.AtLeast(DilationH, 1);
        Check.AtLeast(DilationW, 1);
        Check.AtLeast(PadTop, 0);
        Check.AtLeast(PadBottom, 0);
        Check.AtLeast(PadLeft, 0);
        Check.AtLeast(PadRight, 0);
        Check.AtLeast(Groups, 1);
        if (InC % Groups != 0 || OutC % Groups != 0)
            throw new ArgumentException($"Groups: expected a divisor of {InC} input and {OutC} output channels, got {Groups}.");
        if (OutH < 1 || OutW < 1)
            throw new ArgumentException($"The kernel of {KH} x {KW} is larger than the padded input of {InH + PadTop + PadBottom} x {InW + PadLeft + PadRight}.");
    }

    private static int Extent(int padded, int kernel, int stride, int dilation)
    {
        int span = padded - (kernel - 1) * dilation - 1;
        return span < 0 ? 0 : span / stride + 1;
    }
}
