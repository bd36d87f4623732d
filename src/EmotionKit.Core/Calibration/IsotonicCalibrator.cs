namespace EmotionKit.Calibration;

/// <summary>
/// Isotonic regression by pool adjacent violators, as scikit-learn's <c>IsotonicRegression(out_of_bounds="clip")</c>: rows of one score are
/// averaged first, and between the points found the function is linear.
/// </summary>
internal sealed class IsotonicCalibrator : Calibrator
{
    private readonly double[] _scores;
    private readonly double[] _values;

    private IsotonicCalibrator(double[] scores, double[] values)
    {
        _scores = scores;
        _values = values;
    }

    public override CalibrationMethod Method => CalibrationMethod.Isotonic;

    public static IsotonicCalibrator Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<float> weights)
    {
        (double[] x, double[] y, double[] w) = Distinct(scores, positive, weights);
        Pool(y, w);
        // Inside a flat stretch only its two ends matter.
        var keptX = new List<double>();
        var keptY = new List<double>();
        for (int i = 0; i < x.Length; i++)
        {
            bool inside = i > 0 && i < x.Length - 1 && y[i - 1] == y[i] && y[i] == y[i + 1];
            if (inside)
                continue;
            keptX.Add(x[i]);
            keptY.Add(y[i]);
        }
        return new IsotonicCalibrator([.. keptX], [.. keptY]);
    }

    public static IsotonicCalibrator OfParameters(ReadOnlySpan<double> parameters)
    {
        int points = parameters.Length / 2;
        if (points == 0 || parameters.Length % 2 != 0)
            throw new ArgumentException($"parameters: expected pairs of a score and a probability, got {parameters.Length} numbers.", nameof(parameters));
        double[] scores = parameters[..points].ToArray();
        double[] values = parameters[points..].ToArray();
        for (int i = 0; i < points; i++)
        {
            Check.InRange(values[i], 0.0, 1.0, "probability");
            if (i > 0 && !(scores[i] > scores[i - 1] && values[i] >= values[i - 1]))
                throw new ArgumentException($"parameters: expected rising scores and probabilities, got a fall at point {i}.", nameof(parameters));
        }
        return new IsotonicCalibrator(scores, values);
    }

    public override double Calibrate(double score)
    {
        if (double.IsNaN(score))
            return double.NaN;
        int found = Array.BinarySearch(_scores, score);
        if (found >= 0)
            return _values[found];
        int above = ~found;
        if (above == 0)
            return _values[0];
        if (above == _scores.Length)
            return _values[^1];
        double share = (score - _scores[above - 1]) / (_scores[above] - _scores[above - 1]);
        return _values[above - 1] + share * (_values[above] - _values[above - 1]);
    }

    public override double[] ToParameters() => [.. _scores, .. _values];

    private static (double[] X, double[] Y, double[] W) Distinct(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, ReadOnlySpan<float> weights)
    {
        double[] sorted = scores.ToArray();
        int[] order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var x = new List<double>();
        var y = new List<double>();
        var w = new List<double>();
        for (int i = 0; i < sorted.Length;)
        {
            double score = sorted[i];
            double total = 0, positives = 0;
            for (; i < sorted.Length && sorted[i] == score; i++)
            {
                double weight = weights.IsEmpty ? 1 : weights[order[i]];
                total += weight;
                positives += positive[order[i]] ? weight : 0;
            }
            if (total == 0)
                continue;
            x.Add(score);
            y.Add(positives / total);
            w.Add(total);
        }
        return ([.. x], [.. y], [.. w]);
    }

    private static void Pool(double[] y, double[] w)
    {
        int blocks = 0;
        double[] mean = new double[y.Length];
        double[] weight = new double[y.Length];
        int[] size = new int[y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            (mean[blocks], weight[blocks], size[blocks]) = (y[i], w[i], 1);
            blocks++;
            while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1])
            {
                double total = weight[blocks - 2] + weight[blocks - 1];
                mean[blocks - 2] = (mean[blocks - 2] * weight[blocks - 2] + mean[blocks - 1] * weight[blocks - 1]) / total;
                weight[blocks - 2] = total;
                size[blocks - 2] += size[blocks - 1];
                blocks--;
            }
        }
        int at = 0;
        for (int b = 0; b < blocks; b++)
        {
            y.AsSpan(at, size[b]).Fill(mean[b]);
            at += size[b];
        }
    }
}
