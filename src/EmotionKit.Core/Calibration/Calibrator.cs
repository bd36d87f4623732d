namespace EmotionKit.Calibration;

/// <summary>A rising function from score to probability. Immutable and thread-safe.</summary>
public abstract class Calibrator
{
    private protected Calibrator()
    {
    }

    /// <summary>Which function this is.</summary>
    public abstract CalibrationMethod Method { get; }

    /// <summary>The probability of the positive class, 0 to 1; NaN for a score that is NaN.</summary>
    /// <param name="score">What the calibrator was fitted on: any number, or a probability for <see cref="CalibrationMethod.Beta"/>.</param>
    public abstract double Calibrate(double score);

    /// <summary>The numbers that define the function, from which <see cref="Of"/> makes it again.</summary>
    public abstract double[] ToParameters();

    /// <summary>Fits a calibrator to scores of rows that the scoring model was not trained on.</summary>
    /// <param name="method">The kind of function.</param>
    /// <param name="scores">Finite scores; for <see cref="CalibrationMethod.Beta"/> probabilities, 0 to 1.</param>
    /// <param name="positive">Whether each row is positive; both classes must occur.</param>
    /// <param name="weights">A weight per row, finite and at least 0, or empty.</param>
    /// <exception cref="ArgumentException">Lengths differ, a class has no rows of weight above 0, or a score is out of range; the row is named.</exception>
    public static Calibrator Fit(
        CalibrationMethod method, ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<float> weights = default)
    {
        Check.Defined(method);
        Validate(method, scores, positive, weights);
        return method switch
        {
            CalibrationMethod.Platt => PlattCalibrator.Fit(scores, positive, weights),
            CalibrationMethod.Isotonic => IsotonicCalibrator.Fit(scores, positive, weights),
            _ => BetaCalibrator.Fit(scores, positive, weights),
        };
    }

    /// <summary>Makes a calibrator from what <see cref="ToParameters"/> gave.</summary>
    /// <param name="method">The method that the parameters are of.</param>
    /// <param name="parameters">What <see cref="ToParameters"/> gave.</param>
    /// <exception cref="ArgumentException">The parameters do not fit the method.</exception>
    public static Calibrator Of(CalibrationMethod method, ReadOnlySpan<double> parameters)
    {
        Check.Defined(method);
        foreach (double value in parameters)
            Check.Finite(value, nameof(parameters));
        return method switch
        {
            CalibrationMethod.Platt => PlattCalibrator.OfParameters(parameters),
            CalibrationMethod.Isotonic => IsotonicCalibrator.OfParameters(parameters),
            _ => BetaCalibrator.OfParameters(parameters),
        };
    }

    private static void Validate(
        CalibrationMethod method, ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<float> weights)
    {
        Check.Length(scores.Length, positive.Length, nameof(scores));
        if (!weights.IsEmpty)
            Check.Length(weights.Length, positive.Length, nameof(weights));
        bool anyPositive = false, anyNegative = false;
        for (int i = 0; i < scores.Length; i++)
        {
            bool good = method == CalibrationMethod.Beta ? scores[i] is >= 0 and <= 1 : double.IsFinite(scores[i]);
            if (!good)
            {
                string wanted = method == CalibrationMethod.Beta ? "a probability from 0 to 1" : "a finite score";
                throw new ArgumentException($"scores: expected {wanted}, got {scores[i]} in row {i}.", nameof(scores));
            }
            if (!weights.IsEmpty && !(weights[i] >= 0 && float.IsFinite(weights[i])))
                throw new ArgumentException($"weights: expected a finite number of at least 0, got {weights[i]} in row {i}.", nameof(weights));
            bool counts = weights.IsEmpty || weights[i] > 0;
            anyPositive |= counts && positive[i];
            anyNegative |= counts && !positive[i];
        }
        if (!anyPositive || !anyNegative)
            throw new ArgumentException("positive: expected rows of both classes (of weight above 0) to calibrate on.", nameof(positive));
    }
}
