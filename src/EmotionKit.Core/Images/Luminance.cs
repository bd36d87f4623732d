namespace EmotionKit.Images;

/// <summary>From colours to grey, ITU-R BT.601 on the stored values, as Pillow's mode "L" and OpenCV; over a background where there is alpha.</summary>
internal readonly struct Luminance(double behind)
{
    private readonly float _behind = (float)behind;

    /// <summary>Grey of a colour, in the unit of its parts.</summary>
    public static float Of(float red, float green, float blue) => 0.299f * red + 0.587f * green + 0.114f * blue;

    /// <summary>Grey over the background.</summary>
    /// <param name="gray">0 to 255.</param>
    /// <param name="alpha">0 (transparent) to 1.</param>
    public float Over(float gray, float alpha) => _behind + (gray - _behind) * alpha;
}
