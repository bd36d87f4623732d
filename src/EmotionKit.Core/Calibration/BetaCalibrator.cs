namespace EmotionKit.Calibration;

/// <summary><c>1 / (1 + exp(-(a ln p - b ln(1 - p) + c)))</c> with a, b at least 0 (Kull, Silva Filho and Flach 2017).</summary>
internal sealed class BetaCalibrator(double a, double b, double c) : Calibrator
{
    /// <summary>Probabilities are kept this far from 0 and 1, where their logarithms end.</summary>
    public const double Margin = 1e-12;

    public override CalibrationMethod Method => CalibrationMethod.Beta;

    public static BetaCalibrator Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<float> weights)
    {
        (double a, double b, double c) = Solve(scores, positive, weights, useLow: true, useHigh: true);
        // A negative exponent would make the map fall: the paper fits again without that term.
        if (a < 0)
            (a, b, c) = Solve(scores, positive, weights, useLow: false, useHigh: true);
        else if (b < 0)
            (a, b, c) = Solve(scores, positive, weights, useLow: true, useHigh: false);
        return new BetaCalibrator(Math.Max(a, 0), Math.Max(b, 0), c);
    }

    public static BetaCalibrator OfParameters(ReadOnlySpan<double> parameters)
    {
        Check.Length(parameters.Length, 3, nameof(parameters));
        Check.AtLeast(parameters[0], 0.0, "a");
        Check.AtLeast(parameters[1], 0.0, "b");
        return new BetaCalibrator(parameters[0], parameters[1], parameters[2]);
    }

    public override double Calibrate(double score)
    {
        double p = Math.Clamp(score, Margin, 1 - Margin);
        return 1 / (1 + Math.Exp(-(a * Math.Log(p) - b * Math.Log(1 - p) + c)));
    }

    public override double[] ToParameters() => [a, b, c];

    private static (double A, double B, double C) Solve(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<float> weights, bool useLow, bool useHigh)
    {
        var fit = new CalibrationFit(useLow && useHigh ? 2 : 1);
        for (int i = 0; i < scores.Length; i++)
        {
            double p = Math.Clamp(scores[i], Margin, 1 - Margin);
            double low = Math.Log(p);
            double high = -Math.Log(1 - p);
            fit.Add(useLow ? low : high, useLow ? high : 0, positive[i] ? 1 : 0, weights.IsEmpty ? 1 : weights[i]);
        }
        (double first, double second, double c) = fit.Solve();
        return useLow ? (first, useHigh ? second : 0, c) : (0, first, c);
    }
}
