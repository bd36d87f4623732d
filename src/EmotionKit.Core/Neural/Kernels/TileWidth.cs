using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Which vectors the tiles of a product use.</summary>
internal static class TileWidth
{
    /// <summary>The widest, unless a narrower tile holds all columns: a wider one would fill up with zeros and take as long or longer.</summary>
    public static SimdWidth For(int columns) =>
        SimdWidths.Best == SimdWidth.Vector512 && columns <= 2 * (int)SimdWidth.Vector256 / sizeof(float) ? SimdWidth.Vector256 : SimdWidths.Best;
}
