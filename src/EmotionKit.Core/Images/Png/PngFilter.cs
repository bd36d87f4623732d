namespace EmotionKit.Images.Png;

/// <summary>Takes back the filter of a row (W3C PNG, 9).</summary>
internal static class PngFilter
{
    /// <param name="kind">0 to 4.</param>
    /// <param name="row">The filtered bytes; receives the plain ones.</param>
    /// <param name="above">The plain bytes of the row above, or zeros.</param>
    /// <param name="step">Bytes of a pixel, at least 1.</param>
    /// <returns>False where there is no such filter.</returns>
    public static bool Undo(int kind, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (kind)
        {
            case 0:
                break;
            case 1:
                for (int i = step; i < row.Length; i++)
                    row[i] += row[i - step];
                break;
            case 2:
                for (int i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case 3:
                for (int i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < step ? 0 : row[i - step]) + above[i]) / 2);
                break;
            case 4:
                for (int i = 0; i < row.Length; i++)
                    row[i] += i < step ? above[i] : Paeth(row[i - step], above[i], above[i - step]);
                break;
            default:
                return false;
        }
        return true;
    }

    private static byte Paeth(int left, int above, int corner)
    {
        int guess = left + above - corner;
        int toLeft = Math.Abs(guess - left), toAbove = Math.Abs(guess - above), toCorner = Math.Abs(guess - corner);
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
