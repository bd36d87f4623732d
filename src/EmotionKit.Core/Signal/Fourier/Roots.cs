namespace EmotionKit.Signal.Fourier;

/// <summary>Roots of unity, each correct to the last bit or so whatever the index.</summary>
internal static class Roots
{
    /// <summary><c>exp(-2 pi i index / size)</c>.</summary>
    public static (double Re, double Im) Of(long index, long size)
    {
        index %= size;
        if (index < 0)
            index += size;
        // Fold into the first octant, where sine and cosine of a rounded angle lose nothing.
        long eighth = 8 * index;
        if (eighth > 4 * size)
        {
            (double re, double im) = Of(size - index, size);
            return (re, -im);
        }
        if (eighth > 2 * size)
        {
            (double re, double im) = Fold(size - 2 * index, 2 * size);
            return (-re, -im);
        }
        (double c, double s) = Fold(index, size);
        return (c, -s);
    }

    // Cosine and sine of 2 pi index / size for at most a quarter turn.
    private static (double Cos, double Sin) Fold(long index, long size)
    {
        if (8 * index > size)
        {
            double rest = Math.PI / 2 * ((double)(size - 4 * index) / size);
            return (Math.Sin(rest), Math.Cos(rest));
        }
        double angle = 2 * Math.PI * ((double)index / size);
        return (Math.Cos(angle), Math.Sin(angle));
    }
}
