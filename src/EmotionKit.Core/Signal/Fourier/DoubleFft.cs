namespace EmotionKit.Signal.Fourier;

/// <summary>A plain radix-2 FFT in double precision, for tables that are made once.</summary>
internal static class DoubleFft
{
    /// <summary>Transforms in place; the length is a power of two.</summary>
    public static void Transform(Span<double> re, Span<double> im)
    {
        int size = re.Length;
        for (int i = 1, j = 0; i < size; i++)
        {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1)
                j ^= bit;
            j ^= bit;
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
        }
        for (int length = 2; length <= size; length *= 2)
        {
            int half = length / 2;
            for (int k = 0; k < half; k++)
            {
                (double wr, double wi) = Roots.Of(k, length);
                for (int i = k; i < size; i += length)
                {
                    double tr = re[i + half] * wr - im[i + half] * wi;
                    double ti = re[i + half] * wi + im[i + half] * wr;
                    (re[i + half], im[i + half]) = (re[i] - tr, im[i] - ti);
                    (re[i], im[i]) = (re[i] + tr, im[i] + ti);
                }
            }
        }
    }
}
