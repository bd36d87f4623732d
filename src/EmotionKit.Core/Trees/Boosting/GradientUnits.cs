namespace EmotionKit.Trees;

/// <summary>Both derivatives of a row and the row itself in one number, to be summed up in one addition: sums of whole numbers are the same in any order,
/// so that histograms have the same bits whatever thread builds which part.</summary>
/// <remarks>From the top: 26 bits of gradient with sign, 26 of hessian, 12 of row count. The sums of <see cref="ChunkRows"/> rows fit. Quantised gradients
/// find the splits (Shi et al. 2022, with many more bits here); the values of leaves come from the derivatives themselves.</remarks>
internal static class GradientUnits
{
    public const int ChunkRows = 2048;

    private const int RowBits = 12;
    private const int HessianBits = 26;
    private const int GradientShift = RowBits + HessianBits;

    /// <summary>Units of a gradient at most.</summary>
    public const int MaxGradient = (1 << 14) - 1;

    /// <summary>Units of a hessian at most.</summary>
    public const int MaxHessian = (1 << 15) - 1;

    public static long Pack(int gradient, int hessian) => ((long)gradient << GradientShift) + ((long)hessian << RowBits) + 1;

    public static void Add(long packed, ref GradientSums sums)
    {
        sums.Gradient += packed >> GradientShift;
        sums.Hessian += packed >> RowBits & ((1L << HessianBits) - 1);
        sums.Rows += packed & ((1L << RowBits) - 1);
    }
}
