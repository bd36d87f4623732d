using System.Runtime.Intrinsics;

namespace EmotionKit.Numerics.Simd;

/// <summary>Which vectors to use.</summary>
internal static class SimdWidths
{
    /// <summary>The widest vectors with instructions of their own; <see cref="SimdWidth.Scalar"/> where there are none.</summary>
    public static SimdWidth Best =>
        Vector512.IsHardwareAccelerated ? SimdWidth.Vector512
        : Vector256.IsHardwareAccelerated ? SimdWidth.Vector256
        : Vector128.IsHardwareAccelerated ? SimdWidth.Vector128
        : SimdWidth.Scalar;

    /// <summary>The widest vectors of at most <paramref name="limit"/> that divide rows of <paramref name="length"/> numbers.</summary>
    public static unsafe SimdWidth Fitting<T>(SimdWidth limit, int length)
        where T : unmanaged
    {
        int bytes = Math.Min((int)limit, (length & -length) * sizeof(T));
        return bytes >= 64 ? SimdWidth.Vector512 : bytes >= 32 ? SimdWidth.Vector256 : bytes >= 16 ? SimdWidth.Vector128 : SimdWidth.Scalar;
    }
}
