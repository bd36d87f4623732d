namespace EmotionKit.Signal.Framing;

/// <summary>Window functions as <c>scipy.signal.get_window</c> makes them.</summary>
internal static class Windows
{
    /// <summary>The window's values. A periodic window is the symmetric one of a sample more without its last value.</summary>
    public static double[] Create(WindowKind kind, int length, bool symmetric, double? parameter)
    {
        if (length == 1)
            return [1];
        int points = symmetric ? length : length + 1;
        var window = new double[length];
        for (int n = 0; n < length; n++)
            window[n] = Value(kind, n, points, parameter);
        return window;
    }

    private static double Value(WindowKind kind, int n, int points, double? parameter)
    {
        // From 0 to 1, and from -1 to 1, over the window.
        double t = (double)n / (points - 1);
        double x = 2 * t - 1;
        switch (kind)
        {
            case WindowKind.Hann: return Cosines(t, 0.5, 0.5);
            case WindowKind.Hamming: return Cosines(t, 0.54, 0.46);
            case WindowKind.Blackman: return Cosines(t, 0.42, 0.5, 0.08);
            case WindowKind.BlackmanHarris: return Cosines(t, 0.35875, 0.48829, 0.14128, 0.01168);
            case WindowKind.Nuttall: return Cosines(t, 0.3635819, 0.4891775, 0.1365995, 0.0106411);
            case WindowKind.FlatTop: return Cosines(t, 0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368);
            case WindowKind.Povey: return Math.Pow(Cosines(t, 0.5, 0.5), 0.85);
            case WindowKind.Bartlett: return 1 - Math.Abs(x);
            case WindowKind.BartHann: return 0.62 - 0.48 * Math.Abs(t - 0.5) + 0.38 * Math.Cos(2 * Math.PI * (t - 0.5));
            case WindowKind.Bohman: return n == 0 || n == points - 1 ? 0 : (1 - Math.Abs(x)) * Math.Cos(Math.PI * Math.Abs(x)) + Math.Sin(Math.PI * Math.Abs(x)) / Math.PI;
            case WindowKind.Cosine: return Math.Sin(Math.PI * (n + 0.5) / points);
            case WindowKind.Lanczos: return x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
            case WindowKind.Triangular: return Triangular(n, points);
            case WindowKind.Parzen: return Parzen(n, points);
            case WindowKind.Tukey: return Tukey(t, parameter ?? 0.5);
            case WindowKind.Kaiser: return BesselI0(parameter!.Value * Math.Sqrt(Math.Max(0, 1 - x * x))) / BesselI0(parameter.Value);
            case WindowKind.Gaussian: return Math.Exp(-0.5 * Math.Pow((n - (points - 1) / 2.0) / parameter!.Value, 2));
            default: return 1;
        }
    }

    private static double Cosines(double t, params ReadOnlySpan<double> terms)
    {
        double sum = 0;
        for (int k = 0; k < terms.Length; k++)
            sum += (k % 2 == 0 ? terms[k] : -terms[k]) * Math.Cos(2 * Math.PI * k * t);
        return sum;
    }

    private static double Triangular(int n, int points)
    {
        int mirrored = Math.Min(n, points - 1 - n) + 1;
        return points % 2 == 0 ? (2.0 * mirrored - 1) / points : 2.0 * mirrored / (points + 1);
    }

    private static double Parzen(int n, int points)
    {
        double distance = Math.Abs(n - (points - 1) / 2.0);
        double r = 2 * distance / points;
        return distance <= (points - 1) / 4.0 ? 1 - 6 * r * r * (1 - r) : 2 * Math.Pow(1 - r, 3);
    }

    private static double Tukey(double t, double tapered)
    {
        if (tapered <= 0)
            return 1;
        double edge = Math.Min(t, 1 - t);
        return edge < tapered / 2 ? 0.5 * (1 + Math.Cos(Math.PI * (2 * edge / tapered - 1))) : 1;
    }

    // Its power series; all terms are positive, so that nothing cancels.
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1, quarter = x * x / 4;
        for (int k = 1; term > 1e-17 * sum; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }
        return sum;
    }
}
