namespace EmotionKit.Calibration;

/// <summary><c>1 / (1 + exp(-(slope * score + intercept)))</c> (Platt 1999).</summary>
internal sealed class PlattCalibrator(double slope, double intercept) : Calibrator
{
    public override CalibrationMethod Method => CalibrationMethod.Platt;

    public static PlattCalibrator Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<float> weights)
    {
        double positives = 0, negatives = 0;
        for (int i = 0; i < positive.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (positive[i])
                positives += weight;
            else
                negatives += weight;
        }
        // Platt's targets: the posterior of a uniform prior on each class' rate, so that separable scores have a finite fit.
        double high = (positives + 1) / (positives + 2);
        double low = 1 / (negatives + 2);
        var fit = new CalibrationFit(1);
        for (int i = 0; i < scores.Length; i++)
            fit.Add(scores[i], 0, positive[i] ? high : low, weights.IsEmpty ? 1 : weights[i]);
        (double a, _, double c) = fit.Solve();
        return new PlattCalibrator(a, c);
    }

    public static PlattCalibrator OfParameters(ReadOnlySpan<double> parameters)
    {
        Check.Length(parameters.Length, 2, nameof(parameters));
        return new PlattCalibrator(parameters[0], parameters[1]);
    }

    public override double Calibrate(double score) => 1 / (1 + Math.Exp(-(slope * score + intercept)));

    public override double[] ToParameters() => [slope, intercept];
}
