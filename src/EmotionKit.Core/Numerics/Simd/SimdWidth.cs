using System.Runtime.Intrinsics;

namespace EmotionKit.Numerics.Simd;

/// <summary>The floats in the vectors that a kernel may use at most.</summary>
internal enum SimdWidth
{
    Scalar = 1,
    Vector128 = 4,
    Vector256 = 8,
    Vector512 = 16,
}

/// <summary>What this machine has.</summary>
internal static class SimdWidths
{
    /// <summary>The widest vectors with instructions of their own; <see cref="SimdWidth.Scalar"/> where there are none.</summary>
    public static SimdWidth Best =>
        Vector512.IsHardwareAccelerated ? SimdWidth.Vector512
        : Vector256.IsHardwareAccelerated ? SimdWidth.Vector256
        : Vector128.IsHardwareAccelerated ? SimdWidth.Vector128
        : SimdWidth.Scalar;

    /// <summary>The widest vectors of at most <paramref name="limit"/> that divide <paramref name="stride"/> floats.</summary>
    public static SimdWidth Fitting(SimdWidth limit, int stride)
    {
        int width = Math.Min((int)limit, stride & -stride);
        return width >= 16 ? SimdWidth.Vector512 : width >= 8 ? SimdWidth.Vector256 : width >= 4 ? SimdWidth.Vector128 : SimdWidth.Scalar;
    }
}
