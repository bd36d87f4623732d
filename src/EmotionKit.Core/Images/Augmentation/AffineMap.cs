namespace EmotionKit.Images;

/// <summary>Where a pixel of the result comes from: x' = XX x + XY y + X0, y' = YX x + YY y + Y0, in pixels of the source.</summary>
internal readonly record struct AffineMap(float XX, float XY, float X0, float YX, float YY, float Y0)
{
    /// <summary>The reverse of: about the image's centre slant, scale and rotate, then shift.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rotation">Radians, counterclockwise on the screen.</param>
    /// <param name="shear">Radians; tops of vertical lines lean to the right where it is above 0.</param>
    /// <param name="scale">Above 0.</param>
    /// <param name="shiftX">Pixels to the right.</param>
    /// <param name="shiftY">Pixels down.</param>
    public static AffineMap Reverse(int width, int height, double rotation, double shear, double scale, double shiftX, double shiftY)
    {
        (double sin, double cos) = Math.SinCos(rotation);
        // Forward, rows pointing down: scale * rotation * slant.
        double slant = -Math.Tan(shear);
        double a = scale * cos, b = scale * (cos * slant + sin), c = -scale * sin, d = scale * (cos - sin * slant);
        double determinant = a * d - b * c;
        double xx = d / determinant, xy = -b / determinant, yx = -c / determinant, yy = a / determinant;
        double centerX = (width - 1) / 2.0, centerY = (height - 1) / 2.0;
        double fromX = centerX + shiftX, fromY = centerY + shiftY;
        return new AffineMap(
            (float)xx, (float)xy, (float)(centerX - xx * fromX - xy * fromY), (float)yx, (float)yy, (float)(centerY - yx * fromX - yy * fromY));
    }
}
